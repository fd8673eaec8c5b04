using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Monotonicity (Luss et al. 2019; Arya et al. 2019): tokens are given back from the lowest score to the highest, and the probability
/// should never fall. AIX360 says whether it never does; here it is the share of steps at which it does not.
/// </summary>
public sealed class MonotonicityMetric(RemovalOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "monotonicity",
        Name = "Monotonicity",
        ShortName = "Mono",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "share of i with p(lowest i + 1 tokens) >= p(lowest i tokens)",
        Citation = "Luss et al. 2019; Arya et al. 2019, AI Explainability 360",
        Summary = "How often giving back the next token, lowest score first, does not lower the probability.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        var probe = new RemovalProbe(context, options.Removal);
        int[] rows = [.. Enumerable.Range(0, scores.Length + 1)
            .Select(k => probe.Remove(FeatureRanking.Top(scores, k, onlyPositive: false, context.Seed)))];
        double[] values = probe.Probabilities(cancellationToken);

        // Row k lacks the k highest, so going down the rows gives back the lowest first.
        int kept = Enumerable.Range(1, scores.Length).Count(k => values[rows[k - 1]] >= values[rows[k]]);
        return MetricScore.Of((double)kept / scores.Length);
    }
}
