using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
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
            foreach (int i in Enumerable.Range(0, table.Explainers.Length).Where(i => !double.IsNaN(family.Ranking.MeanRanks[i])).OrderBy(i => family.Ranking.MeanRanks[i]))
            {
                places.AddRow(
                    Markup.Escape(VisibleText.ForTerminal(table.Explainers[i])),
                    Numbers.Text(family.Ranking.MeanRanks[i]),
                    string.Create(CultureInfo.InvariantCulture, $"{100 * family.FirstShare[i]:F1} %"),
                    Span(family.BestPlace[i], family.WorstPlace[i]));
            }

            console.Write(places);
            foreach (MetricLeftOut left in family.LeaveOneOut)
            {
                console.WriteLine(VisibleText.ForTerminal($"  without {left.Metric}: first is {Names(table, left.Leaders)}; tau with the whole {Numbers.Text(left.Tau)}"));
            }

            foreach (OptionSensitivity options in family.Options)
            {
                console.WriteLine(VisibleText.ForTerminal($"  {options.Metric} with {options.Variants.Length} sets of options; lowest tau between two {Numbers.Text(options.LowestTau)}"));
                foreach ((string variant, ImmutableArray<int> leaders) in options.Variants.Zip(options.Leaders))
                {
                    console.WriteLine(VisibleText.ForTerminal($"    {variant}: first is {Names(table, leaders)}"));
                }
            }
        }

        console.WriteLine(families.IsEmpty
            ? "No family of this run has metrics that count and two explainers that all of them place."
            : "First in, places: over all selections of these metrics, ranked by their mean rank; metrics that failed their self-test, are shown only or ask what another asks are left out, and so are explainers judged apart.");
    }

    public static void Write(Utf8JsonWriter writer, ComparisonTable table, ImmutableArray<RankingSensitivity> families)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("families");
        foreach (RankingSensitivity family in families)
        {
            writer.WriteStartObject();
            writer.WriteString("family", family.Ranking.Family);
            WriteTexts(writer, "metrics", family.Ranking.Metrics);
            writer.WriteNumber("selections", family.Selections);
            writer.WriteStartArray("explainers");
            for (int i = 0; i < table.Explainers.Length; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("name", table.Explainers[i]);
                writer.WriteFinite("mean_rank", family.Ranking.MeanRanks[i]);
                writer.WriteFinite("first_share", family.FirstShare[i]);
                writer.WriteFinite("best_place", family.BestPlace[i]);
                writer.WriteFinite("worst_place", family.WorstPlace[i]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("leave_one_out");
            foreach (MetricLeftOut left in family.LeaveOneOut)
            {
                writer.WriteStartObject();
                writer.WriteString("metric", left.Metric);
                WriteTexts(writer, "first", left.Leaders.Select(i => table.Explainers[i]));
                writer.WriteFinite("tau", left.Tau);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("options");
            foreach (OptionSensitivity options in family.Options)
            {
                writer.WriteStartObject();
                writer.WriteString("metric", options.Metric);
                writer.WriteFinite("lowest_tau", options.LowestTau);
                writer.WriteStartArray("variants");
                foreach ((string variant, ImmutableArray<int> leaders) in options.Variants.Zip(options.Leaders))
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", variant);
                    WriteTexts(writer, "first", leaders.Select(i => table.Explainers[i]));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Names(ComparisonTable table, ImmutableArray<int> explainers) => string.Join(", ", explainers.Select(i => table.Explainers[i]));

    private static string Span(double best, double worst) => best == worst ? Numbers.Text(best, "0.#") : $"{Numbers.Text(best, "0.#")}–{Numbers.Text(worst, "0.#")}";
}
