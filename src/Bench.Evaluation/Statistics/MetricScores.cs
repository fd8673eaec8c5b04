using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The scores that one metric gives several explainers, and what is needed to judge them.</summary>
/// <param name="Values">[explainers][cases]; NaN where there is no score.</param>
/// <param name="Direction">Which end is good.</param>
public sealed record MetricScores(IReadOnlyList<double[]> Values, MetricDirection Direction)
{
    /// <summary>Bounds of a score.</summary>
    public ScoreRange Range { get; init; } = ScoreRange.Unbounded;

    /// <summary>The texts that the cases are of; every case is its own unless given.</summary>
    public TextClusters Texts { get; init; } = TextClusters.Single(Values.Count == 0 ? 0 : Values[0].Length);

    /// <summary>
    /// The scores that ranks go by: those of <see cref="Values"/>, and for a constant explanation, which ranks nothing, what a random order
    /// scores on the case.
    /// </summary>
    public IReadOnlyList<double[]> Ranked { get; init; } = Values;

    /// <summary>Explainers that are judged apart, since they do not answer what the metric asks.</summary>
    public IReadOnlyList<int> Apart { get; init; } = [];

    /// <summary>1 where more is better, −1 where less is.</summary>
    public double Sign => Direction == MetricDirection.HigherIsBetter ? 1 : -1;
}
