using System.Collections.Immutable;
using System.Globalization;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>The sensitivity of rankings as table and as JSON.</summary>
internal static class SensitivityOutput
{
    public static void Print(IAnsiConsole console, ComparisonTable table, ImmutableArray<RankingSensitivity> families)
    {
        foreach (RankingSensitivity family in families)
        {
            console.WriteLine($"{family.Ranking.Family}: {string.Join(", ", family.Ranking.Metrics.Select(VisibleText.ForTerminal))}");
            Table places = new Table().AddColumn("explainer").AddColumn(new TableColumn("mean rank").RightAligned())
                .AddColumn(new TableColumn("first in").RightAligned()).AddColumn(new TableColumn("places").RightAligned());
            foreach (int i in Enumerable.Range(0, table.Explainers.Length).Where(i => !double.IsNaN(family.Ranking.MeanRanks[i]))
                .OrderBy(i => family.Ranking.MeanRanks[i]))
            {
                places.AddRow(
                    Markup.Escape(VisibleText.ForTerminal(table.Explainers[i])),
                    CellNumbers.Text(family.Ranking.MeanRanks[i]),
                    string.Create(CultureInfo.InvariantCulture, $"{100 * family.FirstShare[i]:F1} %"),
                    Span(family.BestPlace[i], family.WorstPlace[i]));
            }

            console.Write(places);
            foreach (MetricLeftOut left in family.LeaveOneOut)
            {
                console.WriteLine(VisibleText.ForTerminal(
                    $"  without {left.Metric}: first is {Names(table, left.Leaders)}; tau with the whole {CellNumbers.Text(left.Tau)}"));
            }

            foreach (OptionSensitivity options in family.Options)
            {
                console.WriteLine(VisibleText.ForTerminal(
                    $"  {options.Metric} with {options.Variants.Length} sets of options; lowest tau between two "
                        + $"{CellNumbers.Text(options.LowestTau)}"));
                foreach ((string variant, ImmutableArray<int> leaders) in options.Variants.Zip(options.Leaders))
                {
                    console.WriteLine(VisibleText.ForTerminal($"    {variant}: first is {Names(table, leaders)}"));
                }
            }
        }

        console.WriteLine(families.IsEmpty
            ? "No family of this run has metrics that count and two explainers that all of them place."
            : "First in, places: over all selections of these metrics, ranked by their mean rank; metrics that failed their self-test, "
                + "are shown only or ask what another asks are left out, and so are explainers judged apart.");
    }

    /// <summary>The same as plain data for JSON.</summary>
    public static object Data(ComparisonTable table, ImmutableArray<RankingSensitivity> families) => new
    {
        Families = families.Select(family => new
        {
            family.Ranking.Family,
            family.Ranking.Metrics,
            family.Selections,
            Explainers = table.Explainers.Select((name, i) => new
            {
                Name = name,
                MeanRank = family.Ranking.MeanRanks[i],
                FirstShare = family.FirstShare[i],
                BestPlace = family.BestPlace[i],
                WorstPlace = family.WorstPlace[i],
            }),
            LeaveOneOut = family.LeaveOneOut.Select(left => new { left.Metric, First = All(table, left.Leaders), left.Tau }),
            Options = family.Options.Select(options => new
            {
                options.Metric,
                options.LowestTau,
                Variants = options.Variants.Zip(options.Leaders, (variant, leaders) => new { Name = variant, First = All(table, leaders) }),
            }),
        }),
    };

    private static IEnumerable<string> All(ComparisonTable table, ImmutableArray<int> explainers) =>
        explainers.Select(i => table.Explainers[i]);

    private static string Names(ComparisonTable table, ImmutableArray<int> explainers) => string.Join(", ", All(table, explainers));

    private static string Span(double best, double worst) =>
        best == worst ? CellNumbers.Text(best, "0.#") : $"{CellNumbers.Text(best, "0.#")}–{CellNumbers.Text(worst, "0.#")}";
}
