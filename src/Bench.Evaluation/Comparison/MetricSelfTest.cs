using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// A test of a metric by a run: whether it can tell explanations from random scores, and from the truth where that is known. A metric
/// that cannot says nothing of the explainers it ranks.
/// </summary>
public sealed record MetricSelfTest
{
    /// <summary>What a coin would reach.</summary>
    public const double Chance = 0.5;

    private static readonly string[] _blind = [
        MetricFamily.Cost, MetricFamily.Complexity, MetricFamily.Robustness, MetricFamily.Diagnostic];

    /// <summary>The metric's mean for random scores: the floor.</summary>
    public required MeanEstimate Random { get; init; }

    /// <summary>The metric's mean for the exact attribution, where the run has it.</summary>
    public required MeanEstimate? Oracle { get; init; }

    /// <summary>
    /// Diagnosticity (Chan, Kong and Liang 2022, section 3): how often the metric prefers an explanation to random scores for the same
    /// case, ties by half, averaged over the explainers of the run and the draws of random scores; with an interval over cases.
    /// </summary>
    public required MeanEstimate Diagnosticity { get; init; }

    /// <summary>
    /// Whether the metric prefers explanations to random scores by more than chance explains: the interval of the diagnosticity lies above
    /// ½. <see langword="null"/> where there are fewer than two texts, for metrics of which random scores are no floor, and where these
    /// get the same in every case, so that nothing was drawn.
    /// </summary>
    public required bool? BeatsChance { get; init; }

    /// <summary>
    /// Whether no explainer does better than the exact attribution by more than chance explains; <see langword="null"/> where the run has
    /// none, and for metrics that do not judge content.
    /// </summary>
    public required bool? RanksOracleFirst { get; init; }

    /// <summary>Whether the metric passed every test it could be put to.</summary>
    public bool IsPassed => BeatsChance != false && RanksOracleFirst != false;

    /// <summary>
    /// Whether a metric judges what an explanation says, so that random scores are its floor. Those of cost, complexity, robustness and
    /// diagnostic ones do not: random scores cost nothing, may be sparse, do not change with the input, and are as good a probe as others.
    /// </summary>
    /// <param name="metric">The metric.</param>
    public static bool JudgesContent(MetricDescriptor metric) => !_blind.Contains(metric.Family);

    /// <summary>
    /// Whether random scores are the floor of a metric. Metrics of sanity ask whether an explanation depends on what the model has learned:
    /// scores drawn afresh depend on nothing, and pass.
    /// </summary>
    /// <param name="metric">The metric.</param>
    public static bool HasFloor(MetricDescriptor metric) => JudgesContent(metric) && metric.Family != MetricFamily.Sanity;

    /// <summary>Tests a metric.</summary>
    /// <param name="column">Its scores.</param>
    /// <returns><see langword="null"/> where there is no floor, or nothing beside it.</returns>
    internal static MetricSelfTest? Of(ComparisonColumn column)
    {
        (MetricComparison comparison, int floor, int oracle) = (column.Comparison, column.Floor, column.Oracle);
        if (floor < 0 || comparison.Count < 2)
        {
            return null;
        }

        MeanEstimate diagnosticity = MeanInference.Estimate(
            comparison.Texts.Means(Preferences(comparison, column.Floors, column.Sign)), new ScoreRange(0, 1));
        bool judged = JudgesContent(column.Descriptor);
        return new MetricSelfTest
        {
            Random = comparison.Means[floor],
            Oracle = oracle < 0 ? null : comparison.Means[oracle],
            Diagnosticity = diagnosticity,
            BeatsChance = HasFloor(column.Descriptor) && diagnosticity.Interval != IntervalKind.None && IsDrawn(comparison, floor)
                ? diagnosticity.Low > Chance
                : null,
            RanksOracleFirst = judged && oracle >= 0 && comparison.Means[oracle].Count > 1
                ? !Enumerable.Range(0, comparison.Count).Any(i => i != oracle && comparison.Beats(i, oracle)) : null,
        };
    }

    // Random scores that repeat their seed, and so get one and the same score in every case, are no floor: whatever differs from them
    // passes.
    private static bool IsDrawn(MetricComparison comparison, int floor)
    {
        double[] scores = [.. comparison.Scores(floor).ToArray().Where(score => !double.IsNaN(score))];
        return scores.Length > 0 && !NumericalError.AreEqual(scores);
    }

    private static double[] Preferences(MetricComparison comparison, IReadOnlyList<int> floors, double sign)
    {
        int[] explainers = [.. Enumerable.Range(0, comparison.Count).Except(floors)];
        double[] preferences = [.. Enumerable.Repeat(double.NaN, comparison.Texts.Cases)];
        for (int place = 0; place < preferences.Length; place++)
        {
            double[] differences =
                [.. explainers.SelectMany(i =>
                    floors.Select(floor => sign * NumericalError.Difference(comparison.Scores(i)[place], comparison.Scores(floor)[place])))
                    .Where(d => !double.IsNaN(d))];
            preferences[place] = differences.Length == 0 ? double.NaN : differences.Average(d => d > 0 ? 1 : d == 0 ? 0.5 : 0);
        }

        return preferences;
    }
}
