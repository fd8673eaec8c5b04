using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>What one explainer gave for one instance: the unit in which runs are saved.</summary>
/// <param name="Explainer">Name of the explainer.</param>
/// <param name="Asked">Work asked for by the explainer and the metrics that judge it.</param>
/// <param name="Computed">Work that was computed.</param>
/// <param name="Cost">Cost of the explainer alone, over all targets.</param>
/// <param name="Targets">One result per target, in order of the targets.</param>
public sealed record ExplainerResult(string Explainer, Work Asked, Work Computed, Cost Cost, IReadOnlyList<TargetResult> Targets);

/// <summary>What one explainer gave for one target.</summary>
/// <param name="Scores">One row per metric, in order of the metrics.</param>
/// <param name="Explanation">
/// The explanation as it stands in <c>explanations.jsonl</c>, or <see langword="null"/> where the explainer refused.
/// </param>
/// <param name="Flags">The trust flags that the explanation raises; often none.</param>
/// <param name="Curves">The curves behind scores, by the metric's name; often none.</param>
public sealed record TargetResult(
    IReadOnlyList<ScoreRow> Scores, RecordedExplanation? Explanation, IReadOnlyList<string> Flags,
    IReadOnlyDictionary<string, MetricCurve> Curves)
{
    /// <summary>
    /// The scores of the second seed and of each that follows, in order of the metrics; none where the explainer does not draw.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ScoreRow>> OtherSeeds { get; init; } = [];

    /// <summary>The scores of one seed; none where the explainer was not run with it.</summary>
    /// <param name="seed">Number of the seed, from 1.</param>
    public IReadOnlyList<ScoreRow> OfSeed(int seed) => seed == 1 ? Scores : OtherSeeds.ElementAtOrDefault(seed - 2) ?? [];
}
