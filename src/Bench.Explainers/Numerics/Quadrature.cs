namespace Bench.Explainers;

/// <summary>How the path integral of Integrated Gradients is approximated.</summary>
public enum QuadratureRule
{
    /// <summary>Gauss–Legendre nodes: exact for polynomials of degree 2 · steps − 1.</summary>
    GaussLegendre,

    /// <summary>The middle of each of <c>steps</c> equal intervals.</summary>
    Midpoint,

    /// <summary>The trapezoid rule on <c>steps</c> points, both ends among them; its weights sum to 1.</summary>
    Trapezoid,

    /// <summary>
    /// The trapezoid rule as Captum 0.7 has it: weights 1 / steps, halved at both ends, which sum to 1 − 1 / steps, so that completeness
    /// fails by that factor.
    /// </summary>
    TrapezoidCaptum,
}

/// <summary>Nodes and weights on [0, 1].</summary>
/// <param name="Nodes">Where the integrand is evaluated, ascending.</param>
/// <param name="Weights">Weight of each node.</param>
internal sealed record Quadrature(double[] Nodes, double[] Weights)
{
    /// <summary>Makes a rule.</summary>
    /// <param name="rule">Which rule.</param>
    /// <param name="steps">Number of nodes: at least 1, at least 2 for the trapezoid rules.</param>
    public static Quadrature Create(QuadratureRule rule, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, rule is QuadratureRule.Trapezoid or QuadratureRule.TrapezoidCaptum ? 2 : 1);
        return rule switch
        {
            QuadratureRule.GaussLegendre => GaussLegendre(steps),
            QuadratureRule.Midpoint => new Quadrature(
                [.. Enumerable.Range(0, steps).Select(i => (i + 0.5) / steps)], [.. Enumerable.Repeat(1.0 / steps, steps)]),
            QuadratureRule.Trapezoid => TrapezoidOf(steps, 1.0 / (steps - 1)),
            _ => TrapezoidOf(steps, 1.0 / steps),
        };
    }

    private static Quadrature TrapezoidOf(int steps, double weight) => new(
        [.. Enumerable.Range(0, steps).Select(i => (double)i / (steps - 1))],
        [.. Enumerable.Range(0, steps).Select(i => i == 0 || i == steps - 1 ? weight / 2 : weight)]);

    /// <summary>
    /// Newton's method on the Legendre polynomial P_n, from Tricomi's starting points; half of the nodes, the rest mirrored.
    /// </summary>
    private static Quadrature GaussLegendre(int n)
    {
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < (n + 1) / 2; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            double derivative = 0;
            for (int iteration = 0; iteration < 100; iteration++)
            {
                (double value, derivative) = Legendre(n, x);
                double step = value / derivative;
                x -= step;
                if (Math.Abs(step) < 1e-15)
                {
                    break;
                }
            }

            (_, derivative) = Legendre(n, x);
            double weight = 1 / ((1 - (x * x)) * derivative * derivative);
            nodes[i] = (1 - x) / 2;
            nodes[n - 1 - i] = (1 + x) / 2;
            weights[i] = weights[n - 1 - i] = weight;
        }

        return new Quadrature(nodes, weights);
    }

    private static (double Value, double Derivative) Legendre(int n, double x)
    {
        double previous = 1;
        double current = x;
        for (int k = 2; k <= n; k++)
        {
            (previous, current) = (current, ((((2 * k) - 1) * x * current) - ((k - 1) * previous)) / k);
        }

        return (current, n * ((x * current) - previous) / ((x * x) - 1));
    }
}
