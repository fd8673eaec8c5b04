using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Of methods that promise that their scores add up: what the explained number is at the baseline and at the text.</summary>
/// <param name="Base">At the baseline.</param>
/// <param name="Output">At the text.</param>
internal readonly record struct Additive(double Base, double Output)
{
    /// <summary>Both numbers of an explanation, or <see langword="null"/> for methods that promise nothing.</summary>
    public static Additive? Of(RecordedExplanation explanation) => explanation.Diagnostics is { } known
        && (known.ContainsKey(DiagnosticNames.CompletenessGap) || known.ContainsKey(DiagnosticNames.EfficiencyGap))
        && known.TryGetValue(DiagnosticNames.BaselineValue, out double start)
        && known.TryGetValue(DiagnosticNames.InputValue, out double end)
            ? new Additive(start, end) : null;
}
