using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What <see cref="BudgetStudy"/> found.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="DevelopmentTexts">Texts on which options were compared.</param>
/// <param name="TestTexts">Other texts, on which everything was judged.</param>
/// <param name="Seeds">Seeds of methods that draw.</param>
/// <param name="Development">Quality on the development texts, by the explainer as it was asked for.</param>
/// <param name="Test">Quality on the test texts.</param>
public sealed record BudgetFindings(
    string Model,
    int DevelopmentTexts,
    int TestTexts,
    int Seeds,
    IReadOnlyDictionary<string, BudgetCell> Development,
    IReadOnlyDictionary<string, BudgetCell> Test)
{
    /// <summary>The value of an option that is best on the development texts.</summary>
    /// <param name="trial">The option.</param>
    public string Chosen(OptionTrial trial) => trial.Values.MaxBy(value => Of(Development, trial.With(value)).Quality)!;

    /// <summary>Writes the tables as Markdown; equal findings give equal bytes.</summary>
    /// <param name="suite">Name of the suite that the texts come from.</param>
    /// <param name="writer">Where to write.</param>
    public void Write(string suite, TextWriter writer)
    {
        writer.WriteLine("# What explainers make of equal budgets, and of their options");
        writer.WriteLine();
        writer.WriteLine(
            $"Quality: aopc-comprehensiveness less aopc-sufficiency with their defaults, mean over texts of {suite} on {Model} (more is "
                + "better). "
            + "Rows: model rows of one explanation, forward and backward counted apart. Methods that draw: mean over "
            + $"{Seeds} seeds. ±: standard error over texts; seeds: standard deviation of the mean from seed to seed.");
        writer.WriteLine();
        WriteLadders(writer);
        WriteCommon(writer);
        WriteTrials(writer);
    }

    private void WriteLadders(TextWriter writer)
    {
        writer.WriteLine($"## Quality against rows ({TestTexts} test texts)");
        writer.WriteLine();
        writer.WriteLine("| explainer | " + string.Join(" | ", BudgetLadder.Budgets.Select(budget => $"{budget} rows")) + " |");
        writer.WriteLine("|---|" + string.Concat(BudgetLadder.Budgets.Select(_ => "---:|")));
        foreach (BudgetLadder ladder in BudgetLadder.All.Where(ladder => ladder.Option is not null))
        {
            writer.WriteLine(
                $"| {ladder.Name} | {string.Join(" | ", BudgetLadder.Budgets.Select(budget => Short(Of(Test, ladder.At(budget)))))} |");
        }

        writer.WriteLine();
        writer.WriteLine("In brackets: rows asked for. –: the budget is too small for one of the texts or more.");
        writer.WriteLine();
    }

    private void WriteCommon(TextWriter writer)
    {
        writer.WriteLine($"## At most {BudgetLadder.Common} rows each ({TestTexts} test texts)");
        writer.WriteLine();
        writer.WriteLine("| explainer | quality | seeds | rows |");
        writer.WriteLine("|---|---:|---:|---:|");
        foreach ((string name, BudgetCell cell) in BudgetLadder.All.Select(ladder => ladder.At(BudgetLadder.Common))
            .Select(name => (Name: name, Cell: Of(Test, name))).OrderByDescending(entry => entry.Cell.Quality))
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Long(cell)} | {(cell.SeedSpread > 0 ? $"{cell.SeedSpread:F4}" : "–")} | {cell.Rows:F0} |"));
        }

        writer.WriteLine();
    }

    private void WriteTrials(TextWriter writer)
    {
        writer.WriteLine("## What options change");
        writer.WriteLine();
        writer.WriteLine(
            $"One option at a time at the common budget; the default stands first. Chosen: best on {DevelopmentTexts} development texts. "
                + "Only there "
            + "options were compared; the test texts say what the choice is worth. Where it changes less than the standard error, "
                + "nothing is shown to be better.");
        writer.WriteLine();
        writer.WriteLine("| explainer | option | development: quality by value | chosen | test: default | test: chosen |");
        writer.WriteLine("|---|---|---|---|---:|---:|");
        foreach (OptionTrial trial in OptionTrial.All)
        {
            string chosen = Chosen(trial);
            string byValue = string.Join(", ", trial.Values.Select(value => string.Create(
                CultureInfo.InvariantCulture, $"{value} {Of(Development, trial.With(value)).Quality:F3}")));
            writer.WriteLine(
                $"| {trial.Explainer} | {trial.Option} | {byValue} | {chosen} | {Long(Of(Test, trial.With(trial.Values[0])))} | "
                    + $"{Long(Of(Test, trial.With(chosen)))} |");
        }
    }

    private static BudgetCell Of(IReadOnlyDictionary<string, BudgetCell> cells, string spec) => cells[ComponentSpec.Parse(spec).ToString()];

    private static string Short(BudgetCell cell) => cell.Refused > 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{cell.Quality:F3} ({cell.Rows:F0})");

    private static string Long(BudgetCell cell) => cell.Refused > 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{cell.Quality:F3} ± {cell.StandardError:F3}");
}
