using System.Collections.Immutable;
using System.Globalization;
using Bench.Evaluation;

namespace Bench.Performance;

/// <summary>What <see cref="ShapleyErrorStudy"/> found.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Texts">Texts used.</param>
/// <param name="Seeds">Repetitions on each text.</param>
/// <param name="Cells">One entry per estimator and budget, estimators first.</param>
internal sealed record ShapleyErrors(string Model, int Texts, int Seeds, ImmutableArray<ShapleyErrorCell> Cells)
{
    /// <summary>Writes the tables as Markdown; equal findings give equal bytes.</summary>
    /// <param name="suite">Name of the suite that the texts come from.</param>
    /// <param name="writer">Where to write.</param>
    public void Write(string suite, TextWriter writer)
    {
        int[] budgets = [.. Cells.Select(cell => cell.Budget).Distinct()];
        writer.WriteLine("# Error of Shapley estimators at equal budgets");
        writer.WriteLine();
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"‖φ̂ − φ‖₂ / ‖φ‖₂ against exact Shapley values φ of the predicted class's probability, tokens replaced by the mask: {Texts} texts of {suite} with {ShapleyErrorStudy.FewestFeatures} to {ShapleyErrorStudy.MostFeatures} tokens on {Model}, mean over {Seeds} seeds each."));
        writer.WriteLine("Mean [95 % interval over texts]; less is better.");
        writer.WriteLine();
        Table(writer, budgets, cell => string.Create(
            CultureInfo.InvariantCulture, $"{cell.Error.Mean:F3} [{cell.Error.Low:F3}, {cell.Error.High:F3}]"));
        writer.WriteLine();
        writer.WriteLine("Model rows asked for, mean; a coalition that is drawn again is not asked for again:");
        writer.WriteLine();
        Table(writer, budgets, cell => cell.Rows.ToString("F0", CultureInfo.InvariantCulture));
        writer.WriteLine();
        writer.WriteLine(
            "partition-shap computes Owen values, which differ from Shapley values however many rows it gets: its error has a floor, and "
                + "once every "
            + "group is resolved it asks for no more.");
    }

    private void Table(TextWriter writer, int[] budgets, Func<ShapleyErrorCell, string> text)
    {
        writer.WriteLine("| estimator | "
            + string.Join(" | ", budgets.Select(budget => string.Create(CultureInfo.InvariantCulture, $"{budget:N0} rows"))) + " |");
        writer.WriteLine("|---|" + string.Concat(budgets.Select(_ => "---:|")));
        foreach (IGrouping<string, ShapleyErrorCell> estimator in Cells.GroupBy(cell => cell.Estimator))
        {
            writer.WriteLine($"| {estimator.Key} | {string.Join(" | ", estimator.Select(text))} |");
        }
    }
}

/// <summary>One estimator at one budget.</summary>
/// <param name="Estimator">Id of the explainer.</param>
/// <param name="Budget">Most model rows.</param>
/// <param name="Error">Mean relative error over texts.</param>
/// <param name="Rows">Model rows it asked for, mean.</param>
internal sealed record ShapleyErrorCell(string Estimator, int Budget, MeanEstimate Error, double Rows);
