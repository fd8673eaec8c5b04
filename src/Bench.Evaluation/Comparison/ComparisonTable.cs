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

    /// <summary>
    /// The metrics that ask what people marked, on the cases whose explained class is not the true one, of which the marks do not speak.
    /// Shown apart, counted nowhere; empty where there are no such cases.
    /// </summary>
    public ImmutableArray<ComparisonColumn> OtherClass { get; init; } = [];

    /// <summary>Compares the explainers on some cases of a run.</summary>
    /// <param name="run">What was run.</param>
    /// <param name="rows">The scores of whole cases, in order of cases, explainers and metrics.</param>
    /// <param name="cases">The cases, in the same order.</param>
    public static ComparisonTable Of(RunManifest run, IReadOnlyList<ScoreRow> rows, IReadOnlyList<RunCase> cases)
    {
        ImmutableArray<string> explainers = [.. run.Explainers.Select(explainer => explainer.Name)];
        var columns = new ColumnScores(run, rows, cases);

        // Each metric is resampled by the same draws of texts, so the order in which threads take them changes nothing.
        ComparisonColumn[] counted = [.. Enumerable.Range(0, run.Metrics.Length).AsParallel().AsOrdered()
            .Select(metric => columns.Column(metric, otherClass: false))];
        ComparisonColumn[] others = [.. Enumerable.Range(0, run.Metrics.Length).Where(columns.HasOtherClass).AsParallel().AsOrdered()
            .Select(metric => columns.Column(metric, otherClass: true))];
        return new ComparisonTable(explainers, [.. Corrected(counted)]) { OtherClass = [.. Corrected(others)] };
    }

    // Whatever is said in words rests on all metrics at once, so all their pairs are corrected for together; costs are counted, not
    // sampled, and on metrics that are only shown nothing is said.
    private static ComparisonColumn[] Corrected(ComparisonColumn[] columns)
    {
        foreach (bool judged in new[] { true, false })
        {
            int[] places =
                [.. Enumerable.Range(0, columns.Length)
                    .Where(i => (columns[i].Descriptor is { IsCounted: true, Family: not MetricFamily.Cost }) == judged)];
            double[] adjusted = MultipleTesting.Holm([.. places.SelectMany(i => columns[i].Comparison.PValues)]);
            int next = 0;
            foreach (int i in places)
            {
                int own = columns[i].Comparison.Pairs.Count();
                columns[i] = columns[i] with { Comparison = columns[i].Comparison.Corrected(adjusted.AsSpan(next, own), adjusted.Length) };
                next += own;
            }
        }

        return [.. columns.Select(column => column with { SelfTest = MetricSelfTest.Of(column) })];
    }
}

/// <summary>One metric's verdict on all explainers.</summary>
/// <param name="Name">Name of the metric, its set options included.</param>
/// <param name="Descriptor">Direction, formula and citation.</param>
/// <param name="Comparison">Means, intervals and paired differences.</param>
/// <param name="Floor">Index of the random explainer, or −1 where the run has none.</param>
/// <param name="Oracle">Index of the exact explainer, or −1.</param>
/// <param name="Explainers">Names of the explainers.</param>
public sealed record ComparisonColumn(
    string Name,
    MetricDescriptor Descriptor,
    MetricComparison Comparison,
    int Floor,
    int Oracle,
    ImmutableArray<string> Explainers)
{
    /// <summary>What column heads call it.</summary>
    public string ShortName => MetricNames.Shown(Name, Descriptor);

    /// <summary>
    /// What the run says of the metric itself; <see langword="null"/> where it has no random explainer to test it against.
    /// </summary>
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

    /// <summary>
    /// Whether the metric has a say in verdicts and joint rankings: it passed its self-test, is not merely shown, and has a score of some
    /// explainer.
    /// </summary>
    public bool IsCounted => Descriptor.IsCounted && !FailedSelfTest && Comparison.Means.Any(mean => mean.Count > 0);

    /// <summary>
    /// Explainers whose scores have no sign, on a metric that asks for one: which tokens speak for the class. They are judged apart.
    /// </summary>
    public ImmutableArray<int> Unsigned { get; init; } = [];

    /// <summary>All draws of the random explainer.</summary>
    public ImmutableArray<int> Floors { get; init; } = [];

    /// <summary>Whether an explainer may be the best: no other is better by more than chance explains.</summary>
    /// <param name="explainer">Index of the explainer.</param>
    public bool IsBest(int explainer) => Standing(explainer) != Evaluation.Standing.None;

    /// <summary>How an explainer stands; on a metric that is only shown nobody wins.</summary>
    /// <param name="explainer">Index of the explainer.</param>
    public Standing Standing(int explainer) => Descriptor.IsCounted ? Comparison.Standing(explainer) : Evaluation.Standing.None;

    /// <summary>For every explainer the number of cases without a score, of those that any explainer has one for.</summary>
    public ImmutableArray<int> Missing => [.. Comparison.Coverage.Select(coverage => coverage.Missing)];

    /// <summary>Whether all of an explainer's scores are 0 but for rounding, where 0 is not what cost or complexity may well be.</summary>
    /// <param name="explainer">Index of the explainer.</param>
    public bool IsNoSignal(int explainer) =>
        MetricSelfTest.JudgesContent(Descriptor) && NumericalError.IsNoSignal(Comparison.Scores(explainer));

    /// <summary>
    /// Whether an explainer is better than the floor by more than chance explains; <see langword="null"/> where there is no floor, it is
    /// the floor, it has no score, or the metric does not judge content or could not be tested against it.
    /// </summary>
    /// <param name="explainer">Index of the explainer.</param>
    public bool? BeatsFloor(int explainer)
    {
        if (Floor < 0 || Floors.Contains(explainer) || Comparison.Means[explainer].Count == 0 || SelfTest?.BeatsChance is null)
        {
            return null;
        }

        return Comparison.Beats(explainer, Floor);
    }
}
