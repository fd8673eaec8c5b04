using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The number of tokens an even explanation would have at the same entropy: its exponential (Hill 1973, order 1).</summary>
public sealed class EffectiveTokensMetric : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "effective-tokens",
        Name = "Effective number of tokens",
        ShortName = "Tokens",
        Family = MetricFamily.Complexity,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = 1,
        Maximum = double.PositiveInfinity,
        Formula = "exp(entropy of |score| / sum of |scores|)",
        Citation = "Hill 1973; Bhatt, Weller and Moura 2020",
        Summary = "How many tokens carry the explanation.",
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default) =>
        ScoreShares.Measure(context, shares => Math.Max(1, Math.Exp(ScoreShares.Entropy(shares))));
}
