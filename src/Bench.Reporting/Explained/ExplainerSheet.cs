using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What terminal and page say of one explanation beside its scores.</summary>
/// <param name="Name">Name of the explainer in tables.</param>
/// <param name="Options">Every option with its value; empty where there is none.</param>
/// <param name="Cost">What it took, and its diagnostics.</param>
/// <param name="Sign">What its scores mean by their sign.</param>
/// <param name="Trust">How far to trust it, warnings first.</param>
internal sealed record ExplainerSheet(string Name, string Options, string Cost, string Sign, ImmutableArray<Note> Trust)
{
    /// <summary>What is said of scores without a sign.</summary>
    public const string Unsigned = "scores have no sign: they say how much a token matters, not for what";

    /// <summary>What is said of all others.</summary>
    public const string Signed = "positive scores speak for the target, negative ones against it";

    /// <summary>Gathers it.</summary>
    public static ExplainerSheet Of(ExplanationDocument document, string name, Explanation explanation)
    {
        string diagnostics = string.Join(", ", explanation.Attribution.Diagnostics.Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value:G3}")));
        Cost cost = explanation.Cost;
        return new ExplainerSheet(
            name,
            string.Join(", ", explanation.Options.Select(option => $"{option.Key}={option.Value}")),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cost.RowsForward} rows forward, {cost.RowsBackward} backward, {cost.Elapsed.TotalMilliseconds:F1} ms{(diagnostics.Length > 0 ? "; " : "")}{diagnostics}"),
            explanation.IsSigned ? Signed : Unsigned,
            TrustNotes.Of(explanation, document.Trust(explanation)));
    }
}
