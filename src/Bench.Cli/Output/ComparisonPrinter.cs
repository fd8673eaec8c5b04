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
            .AddColumn(new TableColumn("second").RightAligned()).AddColumn(new TableColumn("change and 95 % interval").RightAligned())
            .AddColumn("verdict");
        foreach (RunDifference row in comparison.Differences)
        {
            string arrow = row.Descriptor.Direction == MetricDirection.HigherIsBetter ? "↑" : "↓";
            string color = row.Verdict switch { "better" => "green", "worse" => "red", _ => "dim" };
            table.AddRow(
                Markup.Escape($"{row.Metric} {arrow}"),
                Markup.Escape(row.Explainer),
                RunComparisonWords.Number(row.First.Mean),
                RunComparisonWords.Number(row.Second.Mean),
                Markup.Escape(RunComparisonWords.Change(row.Difference.Estimate)),
                $"[{color}]{row.Verdict}[/]");
        }

        console.WriteLine($"first: {Name(comparison.First)}; second: {Name(comparison.Second)}");
        console.Write(table);
        console.WriteLine(RunComparisonWords.Ground(comparison));
    }

    private static string Name(RunManifest run) => VisibleText.ForTerminal($"{run.Suite} on {run.Model.Name}");
}
