using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How tables write numbers.</summary>
internal static class Numbers
{
    /// <summary>The mean of a cell with three decimals, or none where it is large or counts rows.</summary>
    public static string Mean(ComparisonColumn column, int explainer)
    {
        MeanEstimate estimate = column.Comparison.Means[explainer];
        return estimate.Count == 0 ? "–" : Format(estimate.Mean, column, estimate);
    }

    /// <summary>The interval of a cell in square brackets, or why there is none.</summary>
    public static string Interval(ComparisonColumn column, int explainer)
    {
        MeanEstimate estimate = column.Comparison.Means[explainer];
        return estimate.Interval switch
        {
            IntervalKind.None => estimate.Count == 0 ? "not applicable" : "n = 1",
            IntervalKind.Constant => "all equal",
            _ => $"[{Format(estimate.Low, column, estimate)}, {Format(estimate.High, column, estimate)}]",
        };
    }

    /// <summary>
    /// What stands behind a mean: a degree sign where all scores are 0 but for rounding, a section sign where the explainer is silent on
    /// too many cases to win, and how many cases it has a score for where it lacks any.
    /// </summary>
    public static string Notes(ComparisonColumn column, int explainer)
    {
        CaseCoverage coverage = column.Comparison.Coverage[explainer];
        string marks = $"{(column.IsNoSignal(explainer) ? "°" : "")}{(coverage.IsSilent ? "§" : "")}";
        return coverage.Missing == 0 || coverage.Missing == coverage.Cases ? marks
            : string.Create(CultureInfo.InvariantCulture, $"{marks} ({coverage.Cases - coverage.Missing} of {coverage.Cases})");
    }

    private static string Format(double value, ComparisonColumn column, MeanEstimate estimate)
    {
        bool counts = column.Descriptor.Family == MetricFamily.Cost && double.IsInteger(value);
        return value.ToString(counts || Math.Abs(estimate.Mean) >= 10 ? "F0" : "F3", CultureInfo.InvariantCulture);
    }
}
