using System.Globalization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How tables write numbers.</summary>
internal static class Numbers
{
    /// <summary>A mean with three decimals, or none where it is large or the same whole number everywhere, as counts of rows are.</summary>
    public static string Mean(MeanEstimate estimate) => estimate.Count == 0 ? "–" : Format(estimate.Mean, estimate);

    /// <summary>The interval in square brackets, or why there is none.</summary>
    public static string Interval(MeanEstimate estimate) => estimate.Interval switch
    {
        IntervalKind.None => estimate.Count == 0 ? "not applicable" : "n = 1",
        _ => $"[{Format(estimate.Low, estimate)}, {Format(estimate.High, estimate)}]",
    };

    private static string Format(double value, MeanEstimate estimate)
    {
        bool whole = estimate.Interval == IntervalKind.Constant && double.IsInteger(estimate.Mean);
        return value.ToString(whole || Math.Abs(estimate.Mean) >= 10 ? "F0" : "F3", CultureInfo.InvariantCulture);
    }
}
