using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Sensitivity-n (Ancona et al. 2018, section 4): the correlation of <see cref="FaithfulnessCorrelationMetric"/> for several sizes
/// of sets, averaged over the sizes where it is defined.
/// </summary>
public sealed class SensitivityNMetric(SensitivityNOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "sensitivity-n",
        Name = "Sensitivity-n",
        ShortName = "Sens-n",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = -1,
        Maximum = 1,
        Formula = "mean over n of corr over random S, |S| = n (sum of scores in S, f(x) - f(x without S))",
        Citation = "Ancona et al. 2018, section 4",
        Summary = "Whether sets of tokens of any size matter as much as the sum of their scores says.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        int[] sizes = [.. options.Shares.Select(share => SubsetEffects.Size(share, scores.Length)).Distinct()];
        int[] sets = [.. sizes.SelectMany(size => Enumerable.Repeat(size, options.Samples))];
        (double[] promised, double[] measured) =
            SubsetEffects.Draw(context, scores, sets, options.Removal, options.Quantity, cancellationToken);
        double[] correlations =
        [
            .. Enumerable.Range(0, sizes.Length)
                .Select(i => Correlation.Pearson(
                    promised.AsSpan(i * options.Samples, options.Samples), measured.AsSpan(i * options.Samples, options.Samples)))
                .Where(correlation => !double.IsNaN(correlation)),
        ];
        return correlations.Length == 0 ? NotApplicable.ConstantEffects : MetricScore.Of(correlations.Average());
    }
}
