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

    /// <summary>Id of the explainer that knows the truth, where a model lets it.</summary>
    public const string OracleId = "exact";

    /// <summary>Compares the explainers of a run.</summary>
    /// <param name="results">The finished run.</param>
    public static ComparisonTable Of(ResultSet results) => Of(results.Run, results.Scores);

    /// <summary>Compares the explainers on some cases of a run.</summary>
    /// <param name="run">What was run.</param>
    /// <param name="rows">The scores of whole cases, in order of cases, explainers and metrics.</param>
    public static ComparisonTable Of(RunManifest run, IReadOnlyList<ScoreRow> rows)
    {
        ImmutableArray<string> explainers = [.. run.Explainers.Select(explainer => explainer.Name)];
        ImmutableArray<RecordedComponent<MetricDescriptor>> metrics = run.Metrics;
        Dictionary<string, int> explainerIndex = explainers.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        Dictionary<string, int> metricIndex = metrics.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index);
        int cases = rows.Count / Math.Max(1, explainers.Length * metrics.Length);
        var scores = new double[metrics.Length][][];
        for (int m = 0; m < metrics.Length; m++)
        {
            scores[m] = [.. explainers.Select(_ => new double[cases])];
        }

        // Every case (an instance and target) has one row per explainer and metric, so a row's place gives its case.
        foreach ((int i, ScoreRow row) in rows.Index())
        {
            int place = i / (explainers.Length * metrics.Length);
            scores[metricIndex[row.Metric]][explainerIndex[row.Explainer]][place] = row.Value ?? double.NaN;
        }

        // Each metric draws from a seed of its own, so the order in which threads take them changes nothing.
        return new ComparisonTable(
            explainers, [.. metrics.Select((metric, m) => (metric, m)).AsParallel().AsOrdered().Select(item => Column(run, item.metric, explainers, scores[item.m]))]);
    }

    private static ComparisonColumn Column(
        RunManifest run, RecordedComponent<MetricDescriptor> metric, ImmutableArray<string> explainers, double[][] scores)
    {
        ulong seed = DeterministicRandom.Derive(run.Seed, metric.Name);
        MetricComparison comparison = MetricComparison.Of(scores, metric.Descriptor.Direction, seed: seed);
        int[] missing = [.. scores.Select(column => column.Count(double.IsNaN))];
        List<string> ids = [.. run.Explainers.Select(explainer => explainer.Descriptor.Id)];
        int floor = ids.IndexOf(FloorId);
        return new ComparisonColumn(metric.Name, metric.Descriptor, comparison, [.. missing], floor, explainers)
        {
            SelfTest = MetricSelfTest.Of(metric.Descriptor, comparison, floor, ids.IndexOf(OracleId), seed),
        };
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
    /// <summary>What the run says of the metric itself; <see langword="null"/> where it has no random explainer to test it against.</summary>
    public MetricSelfTest? SelfTest { get; init; }

    /// <summary>
    /// Whether the metric failed its self-test: it was not shown to prefer explanations to random scores on this suite, or it prefers
    /// something else to the exact attribution. It then has no say in verdicts.
    /// </summary>
    public bool FailedSelfTest => SelfTest?.IsPassed == false;

    /// <summary>
    /// What stands behind the metric's name in tables: a dagger where it cannot tell explanations from random scores, a double dagger where
    /// it can but prefers something else to the exact attribution.
    /// </summary>
    public string Mark => SelfTest?.BeatsChance == false ? " †" : FailedSelfTest ? " ‡" : "";

    /// <summary>1 where more is better, −1 where less is.</summary>
    internal double Sign => Descriptor.Direction == MetricDirection.HigherIsBetter ? 1 : -1;

    /// <summary>Whether an explainer may be the best: no other is better by more than chance explains.</summary>
    /// <param name="explainer">Index of the explainer.</param>
    public bool IsBest(int explainer) => Comparison.Best.Contains(explainer);

    /// <summary>
    /// Whether an explainer is better than the floor by more than chance explains; <see langword="null"/> where there is no floor, it is the
    /// floor, it has no score, or the metric does not judge content.
    /// </summary>
    /// <param name="explainer">Index of the explainer.</param>
    public bool? BeatsFloor(int explainer)
    {
        if (Floor < 0 || explainer == Floor || Comparison.Means[explainer].Count == 0 || !MetricSelfTest.JudgesContent(Descriptor))
        {
            return null;
        }

        double difference = Comparison.Difference(explainer, Floor).Estimate.Mean;
        bool better = Descriptor.Direction == MetricDirection.HigherIsBetter ? difference > 0 : difference < 0;
        return better && Comparison.AdjustedPValue(explainer, Floor) < MetricComparison.Level;
    }
}
