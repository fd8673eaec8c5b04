using System.Globalization;
using Bench.Evaluation;
using Bench.Reporting;
using Spectre.Console;

namespace Bench.Cli;

/// <summary>A recommendation on a terminal.</summary>
internal static class RecommendationPrinter
{
    public static void Print(IAnsiConsole console, Recommendation recommendation)
    {
        string family = Recommendation.Family(recommendation.Preference);
        string within = recommendation.Budget == new Budget() ? "" : $" within {recommendation.Budget}";
        console.MarkupLine(recommendation.Caution is { } caution ? $"None: {Markup.Escape(caution)} to recommend any by {family}."
            : recommendation.Chosen is { } chosen
            ? $"[bold]{Markup.Escape(VisibleText.ForTerminal(chosen.Name))}[/]: the best by {family}{within}."
            : $"None:{within} no explainer beats random scores on any metric of {family}.");
        foreach (Evidence evidence in recommendation.Evidence)
        {
            console.WriteLine($"  {Words(evidence)}");
        }

        if (recommendation.Cheaper is { } cheaper)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  Cheaper and not told apart on any of these metrics: {cheaper.Name} ({cheaper.Rows:0.#} rows)."));
        }

        Table table = new Table().AddColumn("explainer").AddColumn(new TableColumn("quality").RightAligned())
            .AddColumn(new TableColumn("rows").RightAligned()).AddColumn(new TableColumn("ms").RightAligned()).AddColumn("budget")
            .AddColumn("front");
        foreach (Candidate candidate in recommendation.Candidates)
        {
            table.AddRow(
                Markup.Escape(candidate.Name),
                candidate.Quality.ToString("F3", CultureInfo.InvariantCulture),
                candidate.Rows.ToString("0.#", CultureInfo.InvariantCulture),
                candidate.Milliseconds.ToString("0.##", CultureInfo.InvariantCulture),
                candidate.WithinBudget ? "within" : "over",
                candidate.IsOnFront ? "•" : "");
        }

        console.Write(table);
        console.WriteLine(
            $"Quality: mean over {string.Join(", ", recommendation.Evidence.Select(item => item.Metric))}; 0 = random scores (or the "
                + "worst, where random scores are no floor), 1 = the best of this run. Front: nothing is better and as cheap, or as good "
                    + "and cheaper.");
        if (!recommendation.LeftOut.IsEmpty)
        {
            console.WriteLine(
                "Left out, since they failed their self-test, are shown only or ask what another metric asks: "
                    + $"{string.Join(", ", recommendation.LeftOut)}.");
        }
    }

    private static string Words(Evidence evidence)
    {
        string floor = evidence.Floor is { } random
            ? string.Create(
                CultureInfo.InvariantCulture, $"; random {random:F3}{(evidence.BeatsFloor == true ? ", beaten" : ", not beaten")}")
            : "";
        string interval = double.IsNaN(evidence.Mean.Low)
            ? "" : string.Create(CultureInfo.InvariantCulture, $" [{evidence.Mean.Low:F3}, {evidence.Mean.High:F3}]");
        string best = evidence.Standing switch
        {
            Standing.Best => "; best of the run",
            Standing.AmongBest => "; among the best of the run, too few texts to tell",
            _ => "",
        };
        string rival = evidence.AgainstRunnerUp is null ? "" : $"; {evidence.AgainstRunnerUp}";
        return string.Create(CultureInfo.InvariantCulture, $"{evidence.Metric} {evidence.Mean.Mean:F3}{interval}{floor}{best}{rival}");
    }
}
