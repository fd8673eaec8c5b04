using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Normalised AOPC (Edin et al. 2025): comprehensiveness averaged over every number of removed tokens, on the scale from the worst order
/// of this instance's tokens (0) to the best (1), so that models whose probabilities move more or less can be compared. Bounds are exact
/// for short texts and found by beam search for longer ones.
/// </summary>
public sealed class NormalizedAopcMetric(NormalizedAopcOptions options) : IMetric
{
    public static MetricDescriptor Descriptor { get; } = new()
    {
        Id = "normalized-aopc",
        Name = "Normalised AOPC",
        ShortName = "N-AOPC",
        Family = MetricFamily.Faithfulness,
        Direction = MetricDirection.HigherIsBetter,
        Minimum = 0,
        Maximum = 1,
        Formula = "(A - lowest A) / (highest A - lowest A), A = mean over k = 1..m of p(x) - p(x without the first k), over all orders",
        Citation = "Edin et al. 2025, Normalized AOPC; Samek et al. 2017",
        Summary =
            "Where the explanation's order lies between the worst and the best order of removal; bounds found by beam search (more than "
                + "8 tokens) widen to the explanation's own order where it lies outside, so that it is never below 0 or above 1.",
        Version = 2,
    };

    public MetricScore Evaluate(MetricContext context, CancellationToken cancellationToken = default)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        double own = Own(context, scores, cancellationToken);
        var bounds = new AopcBounds(context, scores.Length, options.Removal);
        (double lowest, double highest) = scores.Length <= options.Exact
            ? bounds.Exact(cancellationToken)
            : (bounds.Beam(options.Beam, -1, cancellationToken), bounds.Beam(options.Beam, 1, cancellationToken));

        // A beam may miss an order as good as the explanation's own.
        (lowest, highest) = (Math.Min(lowest, own), Math.Max(highest, own));
        return highest - lowest < 1e-9 ? NotApplicable.ConstantReference : MetricScore.Of((own - lowest) / (highest - lowest));
    }

    private double Own(MetricContext context, double[] scores, CancellationToken cancellationToken)
    {
        var probe = new RemovalProbe(context, options.Removal);
        int[] rows = [.. Enumerable.Range(1, scores.Length)
            .Select(k => probe.Remove(FeatureRanking.Top(scores, k, onlyPositive: false, context.Seed)))];
        double[] values = probe.Probabilities(cancellationToken);
        return rows.Sum(row => values[0] - values[row]);
    }
}
