using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>The edits of a text that the dataset gives.</summary>
internal static class Edits
{
    /// <summary>What the model decides about the text, then about each edit.</summary>
    /// <param name="context">The explanation scored.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Decision[] Decisions(MetricContext context, CancellationToken cancellationToken)
    {
        InputRow[] rows = [context.Explanation.Input.Row, .. context.Edits.Select(edit => edit.Input.Row)];
        return [.. context.Model.Predict(rows, cancellationToken).Select((outputs, i) =>
            Decision.Of(context.Model.Info, rows[i], outputs, context.Explanation.Target))];
    }
}
