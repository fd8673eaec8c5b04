using System.Globalization;
using Bench.Evaluation;

namespace Bench.Cli;

/// <summary>CellNumbers as tables show them; a dash where there is none.</summary>
internal static class CellNumbers
{
    public static string Text(double value, string format = "F2") =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);

    public static string Text(MeanEstimate estimate) => double.IsNaN(estimate.Low)
        ? Text(estimate.Mean, "F3")
        : string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean:F3} [{estimate.Low:F3}, {estimate.High:F3}]");
}
