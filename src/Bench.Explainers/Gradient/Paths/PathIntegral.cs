namespace Bench.Explainers;

/// <summary>An approximated path integral.</summary>
/// <param name="Average">The weighted sum of gradients.</param>
/// <param name="Gap">Sum of its products with input − baseline, less f(input) − f(baseline): 0 where completeness holds.</param>
/// <param name="Steps">Nodes of the rule that gave it.</param>
internal sealed record PathIntegral(PathAverage Average, double Gap, int Steps)
{
    private const int FirstSteps = 8;

    /// <summary>What single precision leaves of a difference between outputs: no smaller gap is asked for.</summary>
    private const double Rounding = 1e-5;

    /// <summary>Integrates with a fixed number of nodes, or doubles them from 8 on until completeness holds.</summary>
    /// <param name="path">The path.</param>
    /// <param name="rule">Quadrature rule.</param>
    /// <param name="steps">Its nodes, or <see langword="null"/> to double.</param>
    /// <param name="most">Most nodes of one attempt.</param>
    /// <param name="change">f(input) − f(baseline).</param>
    /// <param name="tolerance">Largest gap at which doubling stops, as a share of the change.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PathIntegral Of(
        IGradientPath path, QuadratureRule rule, int? steps, int most, double change, double tolerance,
        CancellationToken cancellationToken) =>
        steps is { } nodes
            ? Fixed(path, rule, nodes, change, cancellationToken)
            : Doubling(path, rule, FirstSteps, most, change, Math.Max(tolerance * Math.Abs(change), Rounding), cancellationToken);

    /// <summary>Integrates with a fixed number of nodes.</summary>
    /// <param name="path">The path.</param>
    /// <param name="rule">Quadrature rule.</param>
    /// <param name="steps">Its nodes.</param>
    /// <param name="change">f(input) − f(baseline).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    private static PathIntegral Fixed(
        IGradientPath path, QuadratureRule rule, int steps, double change, CancellationToken cancellationToken)
    {
        PathAverage average = path.Integrate(Quadrature.Create(rule, steps), cancellationToken);
        return new PathIntegral(average, average.Product.Sum() - change, steps);
    }

    /// <summary>Doubles the nodes until completeness holds or a further doubling would be too many.</summary>
    /// <param name="path">The path.</param>
    /// <param name="rule">Quadrature rule.</param>
    /// <param name="start">Nodes of the first attempt.</param>
    /// <param name="most">Most nodes of one attempt.</param>
    /// <param name="change">f(input) − f(baseline).</param>
    /// <param name="tolerance">Largest absolute gap at which to stop.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PathIntegral Doubling(
        IGradientPath path, QuadratureRule rule, int start, int most, double change, double tolerance, CancellationToken cancellationToken)
    {
        for (int steps = start; ; steps *= 2)
        {
            PathIntegral integral = Fixed(path, rule, steps, change, cancellationToken);
            if (Math.Abs(integral.Gap) <= tolerance || 2 * steps > most)
            {
                return integral;
            }
        }
    }
}
