using System.Text.Json.Serialization;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Comparisons on parts of a run as tables and as JSON.</summary>
internal static class SlicesOutput
{
    /// <param name="console">The terminal.</param>
    /// <param name="results">The run.</param>
    /// <param name="slicings">The properties.</param>
    /// <param name="columns">Indices of the metrics to show.</param>
    /// <param name="compare">Whether the explainers are compared on every part; otherwise the parts are only listed.</param>
    /// <param name="json">Whether JSON is asked for.</param>
    public static void Show(IAnsiConsole console, ResultSet results, Slicing[] slicings, int[] columns, bool compare, bool json)
    {
        if (json)
        {
            JsonOutput.Print(Data(results, slicings, columns, compare));
        }
        else if (compare)
        {
            foreach (Slicing slicing in slicings)
            {
                Compare(console, results, slicing, columns);
            }
        }
        else
        {
            List(console, results, slicings);
        }
    }

    private static void List(IAnsiConsole console, ResultSet results, Slicing[] slicings)
    {
        var table = new Table().AddColumn("by").AddColumn("parts and their cases");
        foreach (Slicing slicing in slicings)
        {
            table.AddRow(
                Markup.Escape(VisibleText.ForTerminal(slicing.By)),
                Markup.Escape(
                    VisibleText.ForTerminal(string.Join("; ", slicing.Slices.Select(slice => $"{slice.Name}: {slice.Cases.Length}")))));
        }

        console.Write(table);
        foreach (string finding in SliceFindings.Sentences(results))
        {
            console.WriteLine(VisibleText.ForTerminal(finding));
        }

        console.WriteLine("Compare the explainers on the parts of one with --by.");
    }

    private static void Compare(IAnsiConsole console, ResultSet results, Slicing slicing, int[] columns)
    {
        ComparisonTable[] tables = [.. slicing.Slices.Select(slice => slice.Table(results))];
        foreach (int c in columns)
        {
            ComparisonColumn whole = results.Table.Columns[c];
            string arrow = whole.Descriptor.Direction == MetricDirection.HigherIsBetter ? "↑" : "↓";
            var table = new Table().AddColumn(Markup.Escape($"{whole.Name} {arrow}{whole.Mark}"));
            table.AddColumn(new TableColumn("all").RightAligned());
            foreach (Slice slice in slicing.Slices)
            {
                table.AddColumn(
                    new TableColumn(Markup.Escape(VisibleText.ForTerminal($"{slice.Name} (n = {slice.Cases.Length})"))).RightAligned());
            }

            for (int i = 0; i < results.Table.Explainers.Length; i++)
            {
                table.AddRow([Markup.Escape(VisibleText.ForTerminal(results.Table.Explainers[i])), Cell(whole, i),
                    .. tables.Select(part => Cell(part.Columns[c], i))]);
            }

            console.Write(table);
        }

        console.WriteLine(
            "Mean over texts [95 % interval]; bold: best, told apart from every other; italic: among the best, too few texts to tell.");
    }

    private static string Cell(ComparisonColumn column, int explainer)
    {
        string text = Markup.Escape(CellNumbers.Text(column.Comparison.Means[explainer]));
        return column.Standing(explainer) switch
        {
            Standing.Best => $"[bold]{text}[/]",
            Standing.AmongBest => $"[italic]{text}[/]",
            _ => text,
        };
    }

    private static object Data(ResultSet results, Slicing[] slicings, int[] columns, bool compare) => new
    {
        Slicings = slicings.Select(slicing => new
        {
            slicing.By,
            Slices = slicing.Slices.Select(slice => new Part(
                slice.Name, slice.Cases.Length, compare ? Scores(slice.Table(results), columns) : null)),
        }),
    };

    private static object Scores(ComparisonTable table, int[] columns) => columns.Select(c => table.Columns[c]).SelectMany(column =>
        table.Explainers.Select((explainer, i) => new
        {
            Metric = column.Name,
            Explainer = explainer,
            Mean = EstimateRecord.Of(column.Comparison.Means[i]),
            Standing = OptionsBinder.Key(column.Standing(i).ToString()),
            Missing = column.Missing[i],
        }));

    private sealed record Part(
        string Name, int Cases, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? Scores);
}
