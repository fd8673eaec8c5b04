using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The mean drop in probability over steps, shared by comprehensiveness and sufficiency.</summary>
internal static class AopcDifferences
{
    /// <summary>mean over steps of p(input) − p(perturbed input).</summary>
    /// <param name="context">The explanation scored.</param>
    /// <param name="options">The protocol.</param>
    /// <param name="keep">Whether the explanation's tokens stay (sufficiency) or go (comprehensiveness).</param>
    /// <param name="withoutSteps">What ferret gives where no step is left.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MetricScore Mean(
        MetricContext context, AopcOptions options, bool keep, double withoutSteps, CancellationToken cancellationToken)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusal(context, scores, options) is { } refusal)
        {
            return refusal;
        }

        IReadOnlyList<bool[]> steps = ExplanationSteps.Of(scores, options);
        if (steps.Count == 0)
        {
            return MetricScore.Of(withoutSteps);
        }

        var probe = new RemovalProbe(context, options.Removal);
        int[] rows = [.. steps.Select(step => keep ? probe.Keep(step) : probe.Remove(step))];
        double[] values = probe.Values(Quantity.Probability, cancellationToken);
        return MetricScore.Of(rows.Average(row => values[0] - values[row]));
    }

    private static MetricScore? Refusal(MetricContext context, double[] scores, AopcOptions options)
    {
        bool eraser = options.Protocol == AopcProtocol.Eraser;
        return !FeatureRanking.AllFinite(scores) ? NotApplicable.NotFinite
            : RemovalProbe.MovesTarget(context, options.Removal) ? NotApplicable.MovingTarget
            : scores.Length == 0 ? NotApplicable.NoFeatures
            : eraser && scores.Length == 1 ? NotApplicable.OneFeature
            : eraser && FeatureRanking.AllEqual(scores) ? NotApplicable.ConstantScores
            : null;
    }
}
