using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Faithfulness correlation (Bhatt, Weller and Moura 2020, definition 3): over random sets of one size, how the sum of the scores
/// goes with the fall of the explained number when the set is removed.
/// </summary>
public sealed class FaithfulnessCorrelationMetric(FaithfulnessCorrelationOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "faithfulness-correlation",
        Name = "Faithfulness correlation",
        ShortName = "FCorr",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "corr over random S of fixed size (sum of scores in S, f(x) - f(x without S))",
        Citation = "Bhatt, Weller and Moura 2020, definition 3",
        Summary = "Whether sets of tokens matter as much as the sum of their scores says.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        int size = SubsetEffects.Size(options.Share, scores.Length);
        (double[] promised, double[] measured) = SubsetEffects.Draw(
            context, scores, [.. Enumerable.Repeat(size, options.Samples)], options.Removal, options.Quantity, cancellationToken);
        double correlation = Correlation.Pearson(promised, measured);
        return double.IsNaN(correlation) ? NotApplicable.ConstantEffects : MetricScore.Of(correlation);
    }
}
