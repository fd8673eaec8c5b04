using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary><c>summary.md</c>: the verdict, the comparison table and what the metrics mean. Equal runs give equal bytes.</summary>
public sealed class MarkdownSummary : IResultExporter
{
    /// <summary>What it is.</summary>
    public static ReportDescriptor Descriptor { get; } = new(
        "markdown", "summary.md", "Verdict, comparison and what the metrics mean, in Markdown");

    public string FileName => Descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer)
    {
        writer.WriteLine($"# {MarkdownText.Escape(results.Run.Suite)} on {MarkdownText.Escape(results.Run.Model.Name)}");
        writer.WriteLine();
        writer.WriteLine(MarkdownText.Escape(RunWords.Setting(results.Run)));
        writer.WriteLine();
        writer.WriteLine(MarkdownText.Escape(ComputedBy.Sentence(results.Run)));
        writer.WriteLine();
        foreach (Finding finding in RunWords.Findings(results))
        {
            writer.WriteLine($"- {MarkdownText.Escape(finding.Sentence)}");
        }

        writer.WriteLine();
        WriteTable(results, results.Table.Columns, writer);
        writer.WriteLine();
        writer.WriteLine(RunWords.Legend(results.Table, "**Bold**", "*Italic*"));
        foreach (string sentence in RunWords.Notes(results))
        {
            writer.WriteLine();
            writer.WriteLine(MarkdownText.Escape(sentence));
        }

        OtherClassTable(results, writer);
        ProtocolSections.Write(results, writer);
        TrustTable.Write(results.Run, writer);
        writer.WriteLine();
        writer.WriteLine("## Metrics");
        writer.WriteLine();
        foreach (ComparisonColumn column in results.Table.Columns)
        {
            writer.WriteLine(
                $"- **{MarkdownText.Escape(column.Name)}** ({MarkdownText.Escape(column.Descriptor.Family)}): "
                    + $"{MarkdownText.Escape(column.Descriptor.Formula)} — {MarkdownText.Escape(column.Descriptor.Citation)}");
        }

        writer.WriteLine();
        writer.WriteLine("## Cost");
        writer.WriteLine();
        writer.WriteLine($"{RunWords.Asked(results.Run)}.");
    }

    private static void OtherClassTable(ResultSet results, TextWriter writer)
    {
        if (results.Table.OtherClass.IsEmpty)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine(results.Run.Task is null
            ? "## Plausibility where the explained class is not the true one"
            : "## Plausibility where what is explained is not true");
        writer.WriteLine();
        writer.WriteLine(RunWords.OtherClass(results));
        writer.WriteLine();
        WriteTable(results, results.Table.OtherClass, writer);
    }

    private static void WriteTable(ResultSet results, IReadOnlyList<ComparisonColumn> columns, TextWriter writer)
    {
        writer.WriteLine("| explainer | " + string.Join(" | ", columns.Select(column => Head(results.Run, column))) + " |");
        writer.WriteLine("|---|" + string.Concat(columns.Select(_ => "---:|")));
        foreach ((int i, string explainer) in results.Table.Explainers.Index())
        {
            writer.WriteLine($"| {MarkdownText.Escape(explainer)}{RunWords.AddedMark(results.Run, explainer)} | "
                + string.Join(" | ", columns.Select(column => Cell(column, i))) + " |");
        }
    }

    private static string Head(RunManifest run, ComparisonColumn column) =>
        $"{MarkdownText.Escape(column.Name)}{RunWords.AddedMark(run, column.Name)}{column.Mark} {RunWords.Arrow(column.Descriptor)}";

    private static string Cell(ComparisonColumn column, int explainer)
    {
        string mean = Numbers.Mean(column, explainer);
        string marked = column.Standing(explainer) switch
        {
            Standing.Best => $"**{mean}**",
            Standing.AmongBest => $"*{mean}*",
            _ => mean,
        };
        return $"{marked}{Numbers.Notes(column, explainer)} {Numbers.Interval(column, explainer)}";
    }
}
