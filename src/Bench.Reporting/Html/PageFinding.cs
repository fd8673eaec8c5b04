using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A finding on the page.</summary>
/// <param name="Sentence">What was learned.</param>
/// <param name="Kind">How sure it is, as the style names it: <c>shown</c>, <c>open</c> or <c>caution</c>.</param>
/// <param name="Evidence">The numbers behind that; may be empty.</param>
/// <param name="Link">The page's address of its cases, percent-encoded; empty where the page holds no texts.</param>
internal sealed record PageFinding(string Sentence, string Kind, string Evidence, string Link)
{
    public static IReadOnlyList<PageFinding> Of(ResultSet results, bool hasTexts) =>
        [.. RunWords.Findings(results).Select(finding => new PageFinding(
            finding.Sentence, OptionsBinder.Key(finding.Kind.ToString()), finding.Evidence, hasTexts ? Address(finding.Cases) : ""))];

    /// <summary>The name of a part of the cases, in lists and addresses.</summary>
    public static string SliceName(string by, string name) => $"{by}: {name}";

    // The page's script reads these; names may hold anything.
    private static string Address(FindingCases cases)
    {
        (string Key, string? Value)[] parts =
        [
            ("part", cases.Slice is { } slice ? SliceName(slice.By, slice.Name) : null),
            ("metric", cases.Metric),
            ("explainer", cases.Explainer),
            ("missing", cases.AreMissing ? "yes" : null),
        ];
        string query = string.Join(
            '&', parts.Where(part => part.Value is not null).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}"));
        return query.Length == 0 ? "#texts" : $"#cases&{query}";
    }
}
