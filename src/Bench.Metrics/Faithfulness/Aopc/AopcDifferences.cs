using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The mean drop over steps, shared by comprehensiveness and sufficiency of probability and logit.</summary>
internal static class AopcDifferences
{
    /// <summary>mean over steps of f(input) − f(perturbed input).</summary>
    /// <param name="context">The explanation scored.</param>
    /// <param name="options">The protocol.</param>
    /// <param name="keep">Whether the explanation's tokens stay (sufficiency) or go (comprehensiveness).</param>
    /// <param name="withoutSteps">What ferret gives where no step is left.</param>
    /// <param name="quantity">f at the explanation's target.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MetricScore Mean(
        MetricContext context, AopcOptions options, bool keep, double withoutSteps, Quantity quantity, CancellationToken cancellationToken)
    {
        double[] scores = context.Explanation.FeatureScores();
        if (Refusals.ByRemoval(context, scores, options.Removal, mustRank: options.Protocol == AopcProtocol.Eraser) is { } refusal)
        {
            return refusal;
        }

        IReadOnlyList<bool[]> steps = ExplanationSteps.Of(scores, options, context.Seed);
        if (steps.Count == 0)
        {
            return MetricScore.Of(withoutSteps);
        }

        var probe = new RemovalProbe(context, options.Removal);
        int[] rows = [.. steps.Select(step => keep ? probe.Keep(step) : probe.Remove(step))];
        double[] values = quantity == Quantity.Probability
            ? probe.Probabilities(cancellationToken)
            : probe.Values(quantity, cancellationToken);
        return MetricScore.Of(rows.Average(row => values[0] - values[row])) with
        {
            Curve = options.Protocol == AopcProtocol.Eraser && quantity == Quantity.Probability
                ? Curve(options, keep, values[0], [.. rows.Select(row => values[row])])
                : null,
        };
    }

    // The whole text is known too: nothing removed, or everything kept. Ferret's steps have no fixed shares.
    private static MetricCurve? Curve(AopcOptions options, bool keep, double whole, double[] values)
    {
        (double Share, double Value)[] points = [
            (keep ? 1 : 0, whole), .. options.Bins.Zip(values).Where(point => !keep || point.First < 1)];
        points = [.. points.OrderBy(point => point.Share)];
        return points.Length == 1 ? null : new MetricCurve(
            keep ? CurveKind.Insertion : CurveKind.Deletion, [.. points.Select(point => point.Share)],
            [.. points.Select(point => point.Value)]);
    }
}
