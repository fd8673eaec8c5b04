using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How tables write numbers.</summary>
internal static class Numbers
{
    /// <summary>A mean with three decimals, or none where it counts rows.</summary>
    public static string Mean(MeanEstimate estimate) => estimate.Count == 0 ? "–" : Format(estimate.Mean, estimate.Mean);

    /// <summary>The interval in square brackets, or why there is none.</summary>
    public static string Interval(MeanEstimate estimate) => estimate.Interval switch
    {
        IntervalKind.None => estimate.Count == 0 ? "not applicable" : "n = 1",
        _ => $"[{Format(estimate.Low, estimate.Mean)}, {Format(estimate.High, estimate.Mean)}]",
    };

    private static string Format(double value, double scale) =>
        value.ToString(Math.Abs(scale) >= 10 ? "F0" : "F3", CultureInfo.InvariantCulture);
}
