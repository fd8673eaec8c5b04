using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Sorts the scores of a run by metric, explainer and case, and decides which cases a metric is judged on.</summary>
internal sealed class ColumnScores
{
    private static readonly string[] _signedFamilies = [MetricFamily.Faithfulness, MetricFamily.Plausibility, MetricFamily.GroundTruth];

    private readonly RunManifest _run;
    private readonly IReadOnlyList<RunCase> _cases;
    private readonly double[][][] _values;
    private readonly bool[][][] _constant;
    private readonly List<string> _ids;

    /// <summary>Sorts scores.</summary>
    /// <param name="run">What was run.</param>
    /// <param name="rows">The scores of whole cases, in order of cases, explainers and metrics.</param>
    /// <param name="cases">The cases, in the same order.</param>
    public ColumnScores(RunManifest run, IReadOnlyList<ScoreRow> rows, IReadOnlyList<RunCase> cases)
    {
        (_run, _cases) = (run, cases);
        (int explainers, int metrics) = (run.Explainers.Length, run.Metrics.Length);
        _ids = [.. run.Explainers.Select(explainer => explainer.Descriptor.Id)];
        _values =
            [.. Enumerable.Range(0, metrics).Select(_ => Enumerable.Range(0, explainers).Select(_ => new double[cases.Count]).ToArray())];
        _constant =
            [.. Enumerable.Range(0, metrics).Select(_ => Enumerable.Range(0, explainers).Select(_ => new bool[cases.Count]).ToArray())];
        string constant = ScoreRow.NotApplicable(MetricScore.ConstantReason);

        // Every case has one row per explainer and metric, in that order, so a row's place says whose it is.
        foreach ((int i, ScoreRow row) in rows.Index())
        {
            (int place, int explainer, int metric) = (i / (explainers * metrics), i / metrics % explainers, i % metrics);
            _values[metric][explainer][place] = row.Value ?? double.NaN;
            _constant[metric][explainer][place] = row.Status == constant;
        }
    }

    /// <summary>Whether a metric has cases that are shown apart.</summary>
    /// <param name="metric">Index of the metric.</param>
    public bool HasOtherClass(int metric) => AsksForTrueClass(metric) && Enumerable.Range(0, _cases.Count)
        .Any(place => _cases[place].IsTrueClass == false && _values[metric].Any(row => !double.IsNaN(row[place])));

    /// <summary>Compares the explainers by one metric.</summary>
    /// <param name="metric">Index of the metric.</param>
    /// <param name="otherClass">Whether on the cases that are shown apart instead of those that count.</param>
    public ComparisonColumn Column(int metric, bool otherClass)
    {
        RecordedComponent<MetricDescriptor> described = _run.Metrics[metric];
        MetricScores scores = Scores(metric, otherClass);
        ulong seed = DeterministicRandom.Derive(_run.Seed, "texts");
        return new ComparisonColumn(
            described.Name, otherClass ? described.Descriptor with { IsCounted = false } : described.Descriptor,
            MetricComparison.Of(scores, seed: seed), _ids.IndexOf(ComparisonTable.FloorId),
            _ids.IndexOf(ComparisonTable.OracleId), [.. _run.Explainers.Select(explainer => explainer.Name)])
        {
            Unsigned = [.. scores.Apart],
            Floors = [.. Floors(_run.Explainers.Length)],
        };
    }

    /// <summary>The means that <see cref="Column"/> compares, without comparing them.</summary>
    /// <param name="metric">Index of the metric.</param>
    /// <returns>Per explainer the mean over texts; NaN where it has no score.</returns>
    public double[] Means(int metric)
    {
        MetricScores scores = Scores(metric, otherClass: false);
        return [.. scores.Values.Select(row => scores.Texts.Means(row).DefaultIfEmpty(double.NaN).Average())];
    }

    private MetricScores Scores(int metric, bool otherClass)
    {
        MetricDescriptor descriptor = _run.Metrics[metric].Descriptor;
        bool[] judged = [.. _cases.Select(one => !AsksForTrueClass(metric) || (one.IsTrueClass == false) == otherClass)];
        double[][] values = [.. _values[metric].Select(row => row.Select((value, place) => judged[place] ? value : double.NaN).ToArray())];
        double[][] filled = WithRandomOrder(metric, values);
        ImmutableArray<int> unsigned = _signedFamilies.Contains(descriptor.Family)
            ? [.. Enumerable.Range(0, values.Length)
                .Where(i => !_run.Explainers[i].Descriptor.IsSignedWith(_run.Explainers[i].Options))] : [];
        return new MetricScores(
            _run.Protocol.ConstantExplanations == ConstantExplanations.RandomOrder ? filled : values, descriptor.Direction)
        {
            Range = new ScoreRange(descriptor.Minimum, descriptor.Maximum),
            Texts = TextClusters.Of(_cases.Select(one => one.Text)),
            Ranked = filled,
            Apart = unsigned,
        };
    }

    private IEnumerable<int> Floors(int explainers) => Enumerable.Range(0, explainers).Where(i => _ids[i] == ComparisonTable.FloorId);

    private bool AsksForTrueClass(int metric) =>
        _run.Protocol.Plausibility == PlausibilityCases.TrueClass && _run.Metrics[metric].Descriptor.Family == MetricFamily.Plausibility;

    // A constant explanation says nothing, as a random order does: it is given what random scores get on the case.
    private double[][] WithRandomOrder(int metric, double[][] values)
    {
        int[] floors = [.. Floors(values.Length)];
        return [.. values.Select((row, i) => row.Select((value, place) =>
            double.IsNaN(value) && _constant[metric][i][place] ? Expected(place) : value).ToArray())];

        double Expected(int place) =>
            floors.Select(floor => values[floor][place]).Where(score => !double.IsNaN(score)).DefaultIfEmpty(double.NaN).Average();
    }
}
