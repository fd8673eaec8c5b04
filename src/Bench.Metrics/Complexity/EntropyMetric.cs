using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Complexity (Bhatt, Weller and Moura 2020, definition 4): the entropy of the absolute scores as shares, in nats.</summary>
public sealed class EntropyMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "entropy",
        Name = "Entropy of the scores",
        ShortName = "Entropy",
        Family = MetricFamily.Complexity,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 0,
        Maximum = double.PositiveInfinity,
        Formula = "-sum of s ln s, s = |score| / sum of |scores|; at most ln m",
        Citation = "Bhatt, Weller and Moura 2020, definition 4",
        Summary = "How evenly the explanation spreads over the tokens; 0 where it names one.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        ScoreShares.Measure(context, ScoreShares.Entropy);
}
