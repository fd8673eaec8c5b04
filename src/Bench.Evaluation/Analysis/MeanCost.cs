using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>What one explanation of an explainer took on average over a run.</summary>
/// <param name="Explainer">Name of the explainer.</param>
/// <param name="Explanations">Explanations made; refused ones are not among them.</param>
/// <param name="RowsForward">Rows predicted, those of gradient queries included.</param>
/// <param name="RowsBackward">Rows differentiated.</param>
/// <param name="Tokens">Tokens in the forward rows.</param>
/// <param name="Flops">
/// Floating-point operations; <see langword="null"/> where the core, or the version that ran, did not count them.
/// </param>
/// <param name="Seconds">Wall-clock time on the machine of the run. It differs from run to run, so no file that is compared has it.</param>
public sealed record MeanCost(
    string Explainer, int Explanations, double RowsForward, double RowsBackward, double Tokens, double? Flops, double Seconds)
{
    /// <summary>The costs of a run, in order of its explainers; NaN where an explainer made no explanation.</summary>
    /// <param name="results">The run.</param>
    public static ImmutableArray<MeanCost> Of(ResultSet results)
    {
        RunManifest run = results.Run;
        int cases = results.Scores.Count / Math.Max(1, run.Explainers.Length * run.Metrics.Length);
        return [.. run.Explainers.Select(explainer =>
        {
            TotalCost cost = run.ExplainerCosts[explainer.Name];
            int made = run.Trust?.GetValueOrDefault(explainer.Name)?.Explanations ?? cases;
            double divisor = made == 0 ? double.NaN : made;
            return new MeanCost(
                explainer.Name,
                made,
                cost.RowsForward / divisor,
                cost.RowsBackward / divisor,
                cost.Tokens / divisor,
                cost.Flops == 0 && cost.RowsForward > 0 ? null : cost.Flops / divisor,
                cost.Seconds / divisor);
        })];
    }
}
