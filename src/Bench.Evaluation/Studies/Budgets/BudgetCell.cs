namespace Bench.Evaluation;

/// <summary>The quality of one explainer on one part of the texts.</summary>
/// <param name="Quality">Comprehensiveness less sufficiency, mean over texts and seeds; NaN where a text was refused.</param>
/// <param name="StandardError">Standard error of the mean over texts.</param>
/// <param name="SeedSpread">Standard deviation of the mean from seed to seed; 0 for methods that do not draw.</param>
/// <param name="Rows">Model rows asked for a text, forward and backward, mean.</param>
/// <param name="Refused">Texts that the budget is too small for.</param>
public sealed record BudgetCell(double Quality, double StandardError, double SeedSpread, double Rows, int Refused)
{
    /// <summary>Gathers what was measured on single texts.</summary>
    /// <param name="texts">One entry a text.</param>
    internal static BudgetCell Of(IReadOnlyList<TextQuality> texts)
    {
        int refused = texts.Count(text => text.BySeed.Length == 0);
        if (refused > 0)
        {
            return new BudgetCell(double.NaN, double.NaN, double.NaN, double.NaN, refused);
        }

        double[] means = [.. texts.Select(text => text.BySeed.Average())];
        double[] bySeed = [.. Enumerable.Range(0, texts[0].BySeed.Length).Select(seed => texts.Average(text => text.BySeed[seed]))];
        return new BudgetCell(
            means.Average(), Deviation(means) / Math.Sqrt(means.Length), Deviation(bySeed), texts.Average(text => text.Rows), 0);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return values.All(value => value == values[0])
            ? 0
            : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}

/// <summary>The quality of one explainer on one text.</summary>
/// <param name="BySeed">Quality with every seed; empty where the text was refused.</param>
/// <param name="Rows">Model rows asked for, mean over seeds.</param>
internal sealed record TextQuality(double[] BySeed, double Rows)
{
    /// <summary>A text that the explainer's options do not fit.</summary>
    public static TextQuality Refused { get; } = new([], 0);
}
