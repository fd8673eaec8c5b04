using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>Two runs against each other on a terminal.</summary>
internal static class ComparisonPrinter
{
    public static void Print(IAnsiConsole console, RunComparison comparison)
    {
        Table table = new Table().AddColumn("metric").AddColumn("explainer").AddColumn(new TableColumn("first").RightAligned())
            .AddColumn(new TableColumn("second").RightAligned()).AddColumn(new TableColumn("change and 95 % interval").RightAligned()).AddColumn("verdict");
        foreach (RunDifference row in comparison.Differences)
        {
            string arrow = row.Descriptor.Direction == MetricDirection.HigherIsBetter ? "↑" : "↓";
            string color = row.Verdict switch { "better" => "green", "worse" => "red", _ => "dim" };
            table.AddRow(
                Markup.Escape($"{row.Metric} {arrow}"),
                Markup.Escape(row.Explainer),
                Number(row.First.Mean),
                Number(row.Second.Mean),
                Markup.Escape(Change(row.Difference.Estimate)),
                $"[{color}]{row.Verdict}[/]");
        }

        console.WriteLine($"first: {Name(comparison.First)}; second: {Name(comparison.Second)}");
        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Over {comparison.Paired} common cases ({comparison.OnlyFirst} of the first run and {comparison.OnlySecond} of the second have no counterpart). Verdicts: paired test over texts, Holm's correction over all rows, level 0.05."));
    }

    private static string Name(RunManifest run) => VisibleText.ForTerminal($"{run.Suite} on {run.Model.Name}");

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Change(MeanEstimate change)
    {
        string mean = double.IsNaN(change.Mean) ? "–" : change.Mean.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
        return double.IsNaN(change.Low) ? mean : $"{mean} [{Number(change.Low)}, {Number(change.High)}]";
    }
}
