using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Comprehensiveness and sufficiency on the scale from nothing (0) to the whole text (1) of each instance (Carton, Rathore and Tan
/// 2020, section 3), so that confident and hesitant predictions weigh alike.
/// </summary>
internal static class NormalizedDifferences
{
    /// <summary>
    /// Mean over bins of the normalised value. With D(z) = max(0, p(x) − p(z)): comprehensiveness is D(x without top) / D(nothing), and
    /// sufficiency is ((1 − D(only top)) − (1 − D(nothing))) / D(nothing), each cut to [0, 1].
    /// </summary>
    public static MetricScore Mean(MetricContext context, NormalizedOptions options, bool keep, CancellationToken cancellationToken)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal) is { } refusal)
        {
            return refusal;
        }

        var steps = new AopcOptions { Bins = options.Bins, Rounding = options.Rounding };
        var probe = new RemovalProbe(context, options.Removal);
        int[] rows = [.. ExplanationSteps.Of(scores, steps, context.Seed).Select(step => keep ? probe.Keep(step) : probe.Remove(step))];
        int nothing = probe.Keep(new bool[scores.Length]);
        double[] values = probe.Probabilities(cancellationToken);
        return Normalize(values[0], values[nothing], rows.Select(row => values[row]), keep);
    }

    /// <summary>The mean of normalised values, or the reason why there is nothing to normalise by.</summary>
    /// <param name="full">p(x).</param>
    /// <param name="nothing">p of the text without any token.</param>
    /// <param name="perturbed">p of each perturbed text.</param>
    /// <param name="keep">Whether the perturbed texts keep the explanation (sufficiency) or lack it (comprehensiveness).</param>
    public static MetricScore Normalize(double full, double nothing, IEnumerable<double> perturbed, bool keep)
    {
        double room = Math.Max(0, full - nothing);
        return room <= 0
            ? NotApplicable.NoRoom
            : MetricScore.Of(perturbed.Average(value =>
            {
                double lost = Math.Clamp(Math.Max(0, full - value) / room, 0, 1);
                return keep ? 1 - lost : lost;
            }));
    }
}
