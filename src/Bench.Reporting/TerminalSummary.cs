using Bench.Evaluation;
using Spectre.Console;

namespace Bench.Reporting;

/// <summary>Prints the comparison on a terminal, as many columns beside each other as its width allows.</summary>
public static class TerminalSummary
{
    /// <summary>Prints what <see cref="MarkdownSummary"/> says: the setting, the table, findings, notes and cost.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="results">The finished run.</param>
    public static void Print(IAnsiConsole console, ResultSet results)
    {
        ComparisonTable table = results.Table;
        Say(console, RunWords.Setting(results.Run));
        Say(console, ComputedBy.Sentence(results.Run));
        string[] explainers = [.. table.Explainers.Select(explainer => Plain(explainer) + RunWords.AddedMark(results.Run, explainer))];
        ColumnFit.Write(console, [("explainer", explainers)], [.. table.Columns.Select(column => (
            $"{Plain(column.ShortName)}{RunWords.AddedMark(results.Run, column.Name)}{column.Mark} {RunWords.Arrow(column.Descriptor)}",
            Enumerable.Range(0, explainers.Length).Select(i => Cell(column, i)).ToArray()))]);
        Say(console, RunWords.Legend(table, "*", "~"));
        if (ColumnNames(table) is { Length: > 0 } names)
        {
            Say(console, names);
        }

        foreach (string sentence in RunWords.Findings(results).Select(finding => finding.Sentence)
            .Concat(RunWords.Notes(results)).Concat(RunWords.Stability(results)).Concat(RunWords.Removals(results))
            .Concat(table.OtherClass.IsEmpty ? [] : [RunWords.OtherClass(results)]))
        {
            Say(console, sentence);
        }

        WriteSpread(console, results);
        Say(console, RunWords.Cost(results.Run));
    }

    private static void Say(IAnsiConsole console, string sentence) => console.WriteLine(VisibleText.ForTerminal(sentence));

    private static void WriteSpread(IAnsiConsole console, ResultSet results)
    {
        if (SpreadTable.Of(results) is not { } spread)
        {
            return;
        }

        console.WriteLine($"{SpreadTable.Title}. {SpreadTable.Note}");
        ColumnFit.Write(
            console,
            [("explainer", [.. spread.Rows.Select(row => Plain(row.Explainer))]), ("seeds", [.. spread.Rows.Select(row => row.Seeds)])],
            [.. spread.ShortNames.Select((name, i) => (Plain(name), spread.Rows.Select(row => row.Cells[i]).ToArray()))]);
    }

    // Which metric a column is, by the name that options take.
    private static string ColumnNames(ComparisonTable table)
    {
        string[] names =
            [.. table.Columns.Where(column => column.ShortName != column.Name).Select(column => $"{column.ShortName} = {column.Name}")];
        return names.Length == 0 ? "" : $"Columns: {string.Join("; ", names)}.";
    }

    private static string Plain(string text) => Markup.Escape(VisibleText.ForTerminal(text));

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
