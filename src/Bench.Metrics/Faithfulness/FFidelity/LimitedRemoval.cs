using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// The removals of F-Fidelity (Zheng et al. 2025, section 4): of an explanation's tokens, or of all others, a random part is taken away,
/// which never exceeds a share of the text. The number taken is min(α · size, β · m), rounded, at least 1. The paper also fine-tunes the
/// model on such inputs; here the model is left as it is, since it is what is explained.
/// </summary>
internal static class LimitedRemoval
{
    /// <summary>Mean of p(x) − p(x without a random part), first over the samples of a size, then over sizes.</summary>
    /// <param name="context">The explanation; its seed decides what is removed, the same for every explainer of the case.</param>
    /// <param name="options">Sizes and limits.</param>
    /// <param name="inside">Whether parts of the explanation go (plus), or parts of the rest (minus).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MetricScore Mean(MetricContext context, FFidelityOptions options, bool inside, CancellationToken cancellationToken)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        int m = scores.Length;
        int[] order = FeatureRanking.Descending(scores, context.Seed);
        var random = new DeterministicRandom(DeterministicRandom.Derive(context.Seed, "limited removal"));
        var probe = new RemovalProbe(context, options.Removal);
        int[] sizes = [.. options.Sizes.Select(share => SubsetEffects.Size(share, m)).Distinct()];
        int[][] rows = [.. sizes.Select(size => Enumerable.Range(0, options.Samples)
            .Select(_ => probe.Remove(Part(inside ? order[..size] : order[size..], options, m, random))).ToArray())];
        double[] values = probe.Probabilities(cancellationToken);
        return MetricScore.Of(rows.Average(own => own.Average(row => values[0] - values[row])));
    }

    private static bool[] Part(int[] features, FFidelityOptions options, int m, DeterministicRandom random)
    {
        double count = Math.Min(options.Alpha * features.Length, options.Beta * m);
        int[] drawn = [.. features];
        random.Shuffle(drawn.AsSpan());
        bool[] removed = new bool[m];
        foreach (int feature in drawn.Take(Math.Max(1, (int)Math.Round(count, MidpointRounding.AwayFromZero))))
        {
            removed[feature] = true;
        }

        return removed;
    }
}
