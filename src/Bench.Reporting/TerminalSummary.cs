using Bench.Evaluation;
using Spectre.Console;

namespace Bench.Reporting;

/// <summary>Prints the comparison on a terminal, as many columns beside each other as its width allows.</summary>
public static class TerminalSummary
{
    private const int NameWidth = 26;
    private const int ColumnWidth = 19;

    /// <summary>Prints what <see cref="MarkdownSummary"/> says: the setting, the table, findings, notes and cost.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="results">The finished run.</param>
    public static void Print(IAnsiConsole console, ResultSet results)
    {
        ComparisonTable table = results.Table;
        Say(console, RunWords.Setting(results.Run));
        Say(console, ComputedBy.Sentence(results.Run));
        int columns = Math.Max(1, (console.Profile.Width - NameWidth) / ColumnWidth);
        foreach (ComparisonColumn[] part in table.Columns.Chunk(columns))
        {
            console.Write(Table(results, part));
        }

        console.WriteLine(RunWords.Legend(table, "*", "~"));
        foreach (string sentence in RunWords.Findings(results).Select(finding => finding.Sentence)
            .Concat(RunWords.Notes(results)).Concat(RunWords.Stability(results)).Concat(table.OtherClass.IsEmpty ? [] : [RunWords.OtherClass(results)]))
        {
            Say(console, sentence);
        }

        WriteSpread(console, results, columns);
        Say(console, RunWords.Cost(results.Run));
    }

    private static void Say(IAnsiConsole console, string sentence) => console.WriteLine(VisibleText.ForTerminal(sentence));

    private static void WriteSpread(IAnsiConsole console, ResultSet results, int columns)
    {
        if (SpreadTable.Of(results) is not { } spread)
        {
            return;
        }

        console.WriteLine($"{SpreadTable.Title}. {SpreadTable.Note}");
        foreach (int[] part in Enumerable.Range(0, spread.ShortNames.Count).Chunk(columns))
        {
            Table table = new Table().AddColumn(new TableColumn("explainer").NoWrap()).AddColumn(new TableColumn("seeds").RightAligned().NoWrap());
            foreach (int metric in part)
            {
                table.AddColumn(new TableColumn(Markup.Escape(VisibleText.ForTerminal(spread.ShortNames[metric]))).RightAligned().NoWrap());
            }

            foreach (SpreadRow row in spread.Rows)
            {
                table.AddRow([Markup.Escape(VisibleText.ForTerminal(row.Explainer)), row.Seeds, .. part.Select(metric => row.Cells[metric])]);
            }

            console.Write(table);
        }
    }

    private static Table Table(ResultSet results, ComparisonColumn[] columns)
    {
        Table table = new Table().AddColumn(new TableColumn("explainer").NoWrap());
        foreach (ComparisonColumn column in columns)
        {
            string name = Markup.Escape(VisibleText.ForTerminal(column.ShortName));
            table.AddColumn(new TableColumn($"{name}{RunWords.AddedMark(results.Run, column.Name)}{column.Mark} {RunWords.Arrow(column.Descriptor)}").RightAligned().NoWrap());
        }

        foreach ((int i, string explainer) in results.Table.Explainers.Index())
        {
            table.AddRow([Markup.Escape(VisibleText.ForTerminal(explainer)) + RunWords.AddedMark(results.Run, explainer), .. columns.Select(column => Cell(column, i))]);
        }

        return table;
    }

    private static string Cell(ComparisonColumn column, int explainer)
    {
        string mean = Numbers.Mean(column, explainer);
        string marked = column.Standing(explainer) switch
        {
            Standing.Best => $"[bold green]{mean}*[/]",
            Standing.AmongBest => $"[green]{mean}~[/]",
            _ => $"{mean} ",
        };
        return $"{marked}{Markup.Escape(Numbers.Notes(column, explainer))}\n[dim]{Markup.Escape(Numbers.Interval(column, explainer))}[/]";
    }
}
