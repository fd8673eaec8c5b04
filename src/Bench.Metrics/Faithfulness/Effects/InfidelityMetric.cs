using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Infidelity (Yeh et al. 2019, definition 2.1) under removal of random sets of tokens: the mean square error of "removing S costs the
/// sum of its scores". With scaling (their section 2.2) the scores are first multiplied by the best factor.
/// </summary>
public sealed class InfidelityMetric(InfidelityOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "infidelity",
        Name = "Infidelity",
        ShortName = "Infid",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "mean over random S of (b sum of scores in S - (f(x) - f(x without S)))^2, b = 1 or the best factor",
        Citation = "Yeh et al. 2019, definition 2.1 and section 2.2",
        Summary = "How far the effect of removing sets of tokens is from the sum of their scores.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        var random = new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "sizes"));
        int[] sizes = [.. Enumerable.Range(0, options.Samples).Select(_ => 1 + random.NextInt(scores.Length))];
        (double[] promised, double[] measured) =
            SubsetEffects.Draw(context, scores, sizes, options.Removal, options.Quantity, cancellationToken);
        double factor = options.Scale ? BestFactor(promised, measured) : 1;
        return MetricScore.Of(promised.Zip(measured, (p, m) => Math.Pow((factor * p) - m, 2)).Average());
    }

    private static double BestFactor(double[] promised, double[] measured)
    {
        double squares = promised.Sum(p => p * p);
        return squares == 0 ? 0 : promised.Zip(measured, (p, m) => p * m).Sum() / squares;
    }
}
