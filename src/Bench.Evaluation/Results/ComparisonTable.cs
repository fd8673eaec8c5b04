using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Explainers × metrics: means, intervals and what can be told apart. Computed once, printed many ways.</summary>
/// <param name="Explainers">Names of the explainers, in order of the suite.</param>
/// <param name="Columns">The metrics, in order of the suite.</param>
public sealed record ComparisonTable(ImmutableArray<string> Explainers, ImmutableArray<ComparisonColumn> Columns)
{
    /// <summary>Id of the explainer that knows nothing: the floor.</summary>
    public const string FloorId = "random";

    /// <summary>Compares the explainers of a run.</summary>
    /// <param name="results">The finished run.</param>
    public static ComparisonTable Of(ResultSet results)
    {
        ImmutableArray<string> explainers = [.. results.Run.Explainers.Select(explainer => explainer.Name)];
        ImmutableArray<RecordedComponent<MetricDescriptor>> metrics = results.Run.Metrics;
        Dictionary<string, int> explainerIndex = explainers.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        Dictionary<string, int> metricIndex = metrics.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index);
        int cases = results.Scores.Count / Math.Max(1, explainers.Length * metrics.Length);
        var scores = new double[metrics.Length][][];
        for (int m = 0; m < metrics.Length; m++)
        {
            scores[m] = [.. explainers.Select(_ => new double[cases])];
        }

        // Every case (an instance and target) has one row per explainer and metric, so a row's place gives its case.
        foreach ((int i, ScoreRow row) in results.Scores.Index())
        {
            int place = i / (explainers.Length * metrics.Length);
            scores[metricIndex[row.Metric]][explainerIndex[row.Explainer]][place] = row.Value ?? double.NaN;
        }

        return new ComparisonTable(explainers, [.. metrics.Select((metric, m) => Column(results, metric, explainers, scores[m]))]);
    }

    private static ComparisonColumn Column(
        ResultSet results, RecordedComponent<MetricDescriptor> metric, ImmutableArray<string> explainers, double[][] scores)
    {
        MetricComparison comparison = MetricComparison.Of(
            scores, metric.Descriptor.Direction, seed: DeterministicRandom.Derive(results.Run.Seed, metric.Name));
        int[] missing = [.. scores.Select(column => column.Count(double.IsNaN))];
        int floor = results.Run.Explainers.Select(explainer => explainer.Descriptor.Id).ToList().IndexOf(FloorId);
        return new ComparisonColumn(metric.Name, metric.Descriptor, comparison, [.. missing], floor, explainers);
    }
}

/// <summary>One metric's verdict on all explainers.</summary>
/// <param name="Name">Name of the metric, its set options included.</param>
/// <param name="Descriptor">Direction, formula and citation.</param>
/// <param name="Comparison">Means, intervals and paired differences.</param>
/// <param name="Missing">For every explainer the number of cases to which the metric does not apply.</param>
/// <param name="Floor">Index of the random explainer, or −1 where the run has none.</param>
/// <param name="Explainers">Names of the explainers.</param>
public sealed record ComparisonColumn(
    string Name,
    MetricDescriptor Descriptor,
    MetricComparison Comparison,
    ImmutableArray<int> Missing,
    int Floor,
    ImmutableArray<string> Explainers)
{
    /// <summary>Whether an explainer may be the best: no other is better by more than chance explains.</summary>
    /// <param name="explainer">Index of the explainer.</param>
    public bool IsBest(int explainer) => Comparison.Best.Contains(explainer);

    /// <summary>
    /// Whether an explainer is better than the floor by more than chance explains; <see langword="null"/> where there is no floor, or it is
    /// the floor.
    /// </summary>
    /// <param name="explainer">Index of the explainer.</param>
    public bool? BeatsFloor(int explainer)
    {
        if (Floor < 0 || explainer == Floor)
        {
            return null;
        }

        double difference = Comparison.Difference(explainer, Floor).Estimate.Mean;
        bool better = Descriptor.Direction == MetricDirection.HigherIsBetter ? difference > 0 : difference < 0;
        return better && Comparison.AdjustedPValue(explainer, Floor) < MetricComparison.Level;
    }
}
