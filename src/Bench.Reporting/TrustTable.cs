using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How many of each explainer's explanations raise a trust flag, as a Markdown section.</summary>
internal static class TrustTable
{
    /// <summary>Writes the section with the flags that were raised at all; nothing where the run did not count them.</summary>
    public static void Write(RunManifest run, TextWriter writer)
    {
        if (run.Trust is not { } trust)
        {
            return;
        }

        string[] raised = [.. TrustFlags.All.Where(flag => trust.Values.Any(counts => counts.Flagged.GetValueOrDefault(flag) > 0))];
        writer.WriteLine();
        writer.WriteLine("## Trust");
        writer.WriteLine();
        if (raised.Length == 0)
        {
            writer.WriteLine("No explanation raises a flag.");
            return;
        }

        writer.WriteLine("| flagged explanations | " + string.Join(" | ", raised) + " | of |");
        writer.WriteLine("|---|" + string.Concat(raised.Select(_ => "---:|")) + "---:|");
        foreach (string explainer in run.Explainers.Select(explainer => explainer.Name).Where(trust.ContainsKey))
        {
            RecordedFlags counts = trust[explainer];
            writer.WriteLine($"| {MarkdownText.Escape(explainer)} | "
                + string.Join(" | ", raised.Select(flag => counts.Flagged.GetValueOrDefault(flag).ToString(CultureInfo.InvariantCulture)))
                + string.Create(CultureInfo.InvariantCulture, $" | {counts.Explanations} |"));
        }

        writer.WriteLine();
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"gap: the scores miss f(input) − f(baseline) by more than {100 * TrustFlags.LargestGap:F0} % of it; order: the largest score is not certainly the largest at 95 %; special-tokens: they carry more than {100 * TrustFlags.LargestSpecialShare:F0} % of the attribution; truncated: the text was cut; unknown-tokens: it has some; close-call: the prediction is less than {TrustFlags.LeastMargin:F1} ahead of the next class."));
    }
}
