using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary><c>summary.md</c>: the verdict, the comparison table and what the metrics mean. Equal runs give equal bytes.</summary>
public sealed class MarkdownSummary : IResultExporter
{
    public string FileName => "summary.md";

    public void Write(ResultSet results, TextWriter writer)
    {
        writer.WriteLine($"# {MarkdownText.Escape(results.Run.Suite)} on {MarkdownText.Escape(results.Run.Model.Name)}");
        writer.WriteLine();
        writer.WriteLine(MarkdownText.Escape(RunWords.Setting(results.Run)));
        writer.WriteLine();
        foreach (string sentence in Conclusions.Sentences(results.Table).Concat(SliceFindings.Sentences(results)))
        {
            writer.WriteLine($"- {MarkdownText.Escape(sentence)}");
        }

        writer.WriteLine();
        WriteTable(results.Table, writer);
        writer.WriteLine();
        writer.WriteLine(
            "Mean [95 % BCa bootstrap interval]. **Bold**: best, or not told apart from the best (paired permutation test, Holm's correction, "
            + "level 0.05). ↑ more is better, ↓ less is better.");
        foreach (string sentence in RunWords.Missing(results.Table))
        {
            writer.WriteLine();
            writer.WriteLine(MarkdownText.Escape(sentence));
        }

        TrustTable.Write(results.Run, writer);
        writer.WriteLine();
        writer.WriteLine("## Metrics");
        writer.WriteLine();
        foreach (ComparisonColumn column in results.Table.Columns)
        {
            writer.WriteLine($"- **{MarkdownText.Escape(column.Name)}** ({column.Descriptor.Family}): {MarkdownText.Escape(column.Descriptor.Formula)} — {MarkdownText.Escape(column.Descriptor.Citation)}");
        }

        writer.WriteLine();
        writer.WriteLine("## Cost");
        writer.WriteLine();
        writer.WriteLine($"{RunWords.Asked(results.Run)}.");
    }

    private static void WriteTable(ComparisonTable table, TextWriter writer)
    {
        writer.WriteLine("| explainer | " + string.Join(" | ", table.Columns.Select(Head)) + " |");
        writer.WriteLine("|---|" + string.Concat(table.Columns.Select(_ => "---:|")));
        foreach ((int i, string explainer) in table.Explainers.Index())
        {
            writer.WriteLine($"| {MarkdownText.Escape(explainer)} | " + string.Join(" | ", table.Columns.Select(column => Cell(column, i))) + " |");
        }
    }

    private static string Head(ComparisonColumn column) =>
        $"{MarkdownText.Escape(column.Name)}{column.Mark} {RunWords.Arrow(column.Descriptor)}";

    private static string Cell(ComparisonColumn column, int explainer)
    {
        string mean = Numbers.Mean(column, explainer);
        return $"{(column.IsBest(explainer) ? $"**{mean}**" : mean)} {Numbers.Interval(column, explainer)}";
    }
}
