using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>What terminal and page say alike of two runs.</summary>
internal static class RunComparisonWords
{
    /// <summary>What the numbers rest on.</summary>
    public static string Ground(RunComparison comparison) => string.Create(
        CultureInfo.InvariantCulture,
        $"Over {comparison.Paired} common cases ({comparison.OnlyFirst} of the first run and {comparison.OnlySecond} of the second have no counterpart).")
        + " Verdicts: paired test over texts, Holm's correction over all rows, level 0.05."
        + (comparison.TooFew is { } few ? $" Too few texts {few}." : "");

    /// <summary>A mean.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A change with its interval.</summary>
    public static string Change(MeanEstimate change)
    {
        string mean = double.IsNaN(change.Mean) ? "–" : change.Mean.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
        return double.IsNaN(change.Low) ? mean : $"{mean} [{Number(change.Low)}, {Number(change.High)}]";
    }
}
