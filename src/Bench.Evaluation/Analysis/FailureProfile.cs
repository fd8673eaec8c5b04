using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Where explainers fail: one metric over runs that each show one difficulty, such as those of the suite failure-modes.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Limit">The value from which an explainer holds.</param>
/// <param name="Modes">The difficulties: names of the runs' models, with that of the suite where suites differ.</param>
/// <param name="Rows">One row per explainer, in order of their first run.</param>
public sealed record FailureProfile(string Metric, double Limit, ImmutableArray<string> Modes, ImmutableArray<ProfileRow> Rows)
{
    /// <summary>Joins runs.</summary>
    /// <param name="runs">One run per difficulty.</param>
    /// <param name="metric">A metric that every run has, by its name or that of its column.</param>
    /// <param name="limit">The value from which an explainer holds; where less is better, up to which.</param>
    /// <exception cref="BenchException">A run lacks the metric, or two runs are of the same suite and model.</exception>
    public static FailureProfile Of(IReadOnlyList<ResultSet> runs, string metric, double limit)
    {
        bool one = runs.Select(run => run.Run.Suite).Distinct().Count() == 1;
        string[] modes = [.. runs.Select(run => one ? run.Run.Model.Name : $"{run.Run.Suite}/{run.Run.Model.Name}")];
        if (modes.GroupBy(mode => mode).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new BenchException("Two runs are of the same suite and model", twice.Key, "Name each once");
        }

        ComparisonColumn[] columns = [.. runs.Select(run => Column(run, metric))];
        return new FailureProfile(columns.Length == 0 ? metric : columns[0].Name, limit, [.. modes],
            [.. columns.SelectMany(column => column.Explainers).Distinct()
            .Select(explainer => new ProfileRow(explainer, [.. columns.Select(column => Cell(column, explainer, limit))]))]);
    }

    private static ComparisonColumn Column(ResultSet run, string metric) =>
        run.Table.Columns[MetricNames.Find(
            run.Table.Columns.Select(column => (column.Name, column.Descriptor)), metric, $"{run.Run.Suite}/{run.Run.Model.Name}")];

    private static ProfileCell Cell(ComparisonColumn column, string explainer, double limit)
    {
        int index = column.Explainers.IndexOf(explainer);
        MeanEstimate? found = index < 0 || column.Comparison.Means[index].Count == 0 ? null : column.Comparison.Means[index];
        return new ProfileCell(found, found is { } estimate ? Judge(estimate, column.Descriptor.Direction, limit) : ProfileVerdict.Silent);
    }

    private static ProfileVerdict Judge(MeanEstimate estimate, MetricDirection direction, double limit)
    {
        double sign = direction == MetricDirection.HigherIsBetter ? 1 : -1;
        double end = direction == MetricDirection.HigherIsBetter ? estimate.High : estimate.Low;
        double best = double.IsNaN(end) ? estimate.Mean : end;
        return sign * estimate.Mean >= sign * limit ? ProfileVerdict.Holds
            : sign * best < sign * limit ? ProfileVerdict.Fails
            : ProfileVerdict.Open;
    }
}

/// <summary>One explainer's profile.</summary>
/// <param name="Explainer">Its name.</param>
/// <param name="Cells">One entry per difficulty.</param>
public sealed record ProfileRow(string Explainer, ImmutableArray<ProfileCell> Cells);

/// <summary>How an explainer does on one difficulty.</summary>
/// <param name="Estimate">Mean and interval; <see langword="null"/> where it has no score.</param>
/// <param name="Verdict">What they say.</param>
public sealed record ProfileCell(MeanEstimate? Estimate, ProfileVerdict Verdict);

/// <summary>What a mean and its interval say against a limit.</summary>
public enum ProfileVerdict
{
    /// <summary>The mean reaches the limit.</summary>
    Holds,

    /// <summary>The mean misses the limit, but its interval does not: more texts would tell.</summary>
    Open,

    /// <summary>The whole interval misses the limit.</summary>
    Fails,

    /// <summary>The explainer was not run there, or no text has a score.</summary>
    Silent,
}
