using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>The sections of <c>summary.md</c> on what rankings hang on and on the protocol.</summary>
internal static class ProtocolSections
{
    /// <summary>Writes the sections that the run has anything for.</summary>
    public static void Write(ResultSet results, TextWriter writer)
    {
        WriteStability(results, writer);
        WriteSpread(results, writer);
        WriteHypotheses(results.Run, writer);
        writer.WriteLine();
        writer.WriteLine("## Protocol");
        writer.WriteLine();
        writer.WriteLine("| question | answer | met |");
        writer.WriteLine("|---|---|---|");
        foreach (ProtocolItem item in ProtocolChecklist.Of(results))
        {
            writer.WriteLine($"| {MarkdownText.Escape(item.Question)} | {MarkdownText.Escape(item.Answer)} | {Met(item)} |");
        }
    }

    /// <summary>A mark for a line of the checklist.</summary>
    public static string Met(ProtocolItem item) => item.IsMet switch { true => "yes", false => "no", null => "–" };

    private static void WriteStability(ResultSet results, TextWriter writer)
    {
        OptionSensitivity[] metrics = [.. OptionSensitivity.All(results.Table)];
        if (metrics.Length == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("## What ranks hang on");
        writer.WriteLine();
        writer.WriteLine(
            "Metrics that the run has with several sets of options, such as ways to remove tokens: who is first with each, and how alike "
                + "the rankings are (Kendall's tau-b; 1: the same).");
        writer.WriteLine();
        writer.WriteLine("| metric | first | lowest tau of two | places that move most |");
        writer.WriteLine("|---|---|---:|---|");
        foreach (OptionSensitivity metric in metrics)
        {
            string first = string.Join("; ",
                metric.Variants.Zip(metric.Leaders,
                    (variant, leaders) => $"{variant}: {string.Join(", ", leaders.Select(i => results.Table.Explainers[i]))}"));
            writer.WriteLine(
                $"| {MarkdownText.Escape(metric.Metric)} | {MarkdownText.Escape(first)} | {Tau(metric.LowestTau)} | "
                    + $"{MarkdownText.Escape(Moves(results, metric))} |");
        }
    }

    private static void WriteSpread(ResultSet results, TextWriter writer)
    {
        if (SpreadTable.Of(results) is not { } spread)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine($"## {SpreadTable.Title}");
        writer.WriteLine();
        writer.WriteLine(SpreadTable.Note);
        writer.WriteLine();
        writer.WriteLine("| explainer | seeds | " + string.Join(" | ", spread.Metrics.Select(MarkdownText.Escape)) + " |");
        writer.WriteLine("|---|---:|" + string.Concat(spread.Metrics.Select(_ => "---:|")));
        foreach (SpreadRow row in spread.Rows)
        {
            writer.WriteLine($"| {MarkdownText.Escape(row.Explainer)} | {row.Seeds} | {string.Join(" | ", row.Cells)} |");
        }
    }

    private static string Tau(double tau) => double.IsNaN(tau) ? "–" : tau.ToString("F2", CultureInfo.InvariantCulture);

    private static string Moves(ResultSet results, OptionSensitivity metric)
    {
        double[] spans = [.. metric.WorstPlace.Zip(metric.BestPlace, (worst, best) => worst - best)];
        double largest = spans.Where(span => !double.IsNaN(span)).DefaultIfEmpty(0).Max();
        return largest == 0 ? "none" : string.Join(", ", spans.Index().Where(entry => entry.Item == largest).Select(entry => string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Table.Explainers[entry.Index]} {metric.BestPlace[entry.Index]:0.#}–{metric.WorstPlace[entry.Index]:0.#}")));
    }

    private static void WriteHypotheses(RunManifest run, TextWriter writer)
    {
        if (run.Protocol.Hypotheses.IsEmpty)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine("## Registered before the run");
        writer.WriteLine();
        foreach (string hypothesis in run.Protocol.Hypotheses)
        {
            writer.WriteLine($"- {MarkdownText.Escape(hypothesis)}");
        }
    }
}
