using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Sparseness (Chalasani et al. 2020): the Gini index of the absolute scores, 0 where all are equal, 1 − 1/m where one counts.
/// </summary>
public sealed class GiniMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "gini",
        Name = "Gini sparseness",
        ShortName = "Gini",
        Family = MetricFamily.Complexity,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "1 - 2 sum over ascending i of s_i (m - i + 1/2) / m, s = |score| / sum of |scores|",
        Citation = "Chalasani et al. 2020, section 4; Hurley and Rickard 2009, table 1",
        Summary = "How much the explanation concentrates on few tokens.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        ScoreShares.Measure(context, shares =>
        {
            int m = shares.Length;
            double weighted = shares.Order().Select((share, i) => share * (m - i - 0.5)).Sum();
            return Math.Clamp(1 - (2 * weighted / m), 0, 1);
        });
}
