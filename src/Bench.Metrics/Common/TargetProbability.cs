using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The probability of what is explained, for metrics that are defined on one.</summary>
internal static class TargetProbability
{
    /// <summary>
    /// The probability of a target in every row. That of an answer is the probability of its start times that of its end, by which answers
    /// are ranked; what is explained of an answer is their sum. Numbers of a regression have none and stand for themselves.
    /// </summary>
    public static double[] Probabilities(
        this IModel model, IReadOnlyList<InputRow> rows, Target target, CancellationToken cancellationToken) =>
        target is { SpanEnd: not null, Against: null }
            ? [.. model.Values(rows, target, Quantity.LogProbability, cancellationToken).Select(Math.Exp)]
            : model.Values(rows, target, Quantity.Probability, cancellationToken);
}
