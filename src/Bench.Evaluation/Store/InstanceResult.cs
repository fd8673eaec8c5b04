using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Everything a run keeps of one finished instance, put together from its head and what every explainer gave.</summary>
public sealed record InstanceResult
{
    /// <summary>Position in the dataset, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Id of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>True label as the model spells it, or <see langword="null"/>.</summary>
    public string? Label { get; init; }

    /// <summary>Label the model predicts.</summary>
    public required string Predicted { get; init; }

    /// <summary>The answer beside the right one, where a task judges it; otherwise equal labels are right.</summary>
    public Judgement? Judged { get; init; }

    /// <summary>Whether the model is right; <see langword="null"/> where that is not known, or it predicts a number.</summary>
    public bool? IsCorrect => Judged is null ? Label is null ? null : Label == Predicted : Judged.IsCorrect;

    /// <summary>Tokens cut off.</summary>
    public int Truncated { get; init; }

    /// <summary>Work asked for by explainers and metrics.</summary>
    public Work Asked { get; init; }

    /// <summary>Work that was computed.</summary>
    public Work Computed { get; init; }

    /// <summary>Cost of each explainer, by its name, over all targets.</summary>
    public required IReadOnlyDictionary<string, Cost> Costs { get; init; }

    /// <summary>The scores, in order of targets, explainers and metrics.</summary>
    public required IReadOnlyList<ScoreRow> Scores { get; init; }

    /// <summary>The scores of the second seed and of each that follows, in the same order; of explainers that draw alone.</summary>
    public IReadOnlyList<IReadOnlyList<ScoreRow>> OtherSeeds { get; init; } = [];

    /// <summary>The scores of one seed.</summary>
    /// <param name="seed">Number of the seed, from 1.</param>
    public IReadOnlyList<ScoreRow> OfSeed(int seed) => seed == 1 ? Scores : OtherSeeds.ElementAtOrDefault(seed - 2) ?? [];

    /// <summary>The explanations, one record per target.</summary>
    public required IReadOnlyList<ExplanationRecord> Documents { get; init; }

    /// <summary>The trust flags of every explanation made.</summary>
    public IReadOnlyList<RaisedFlags> Flags { get; init; } = [];

    /// <summary>The curves behind scores, over all targets.</summary>
    public IReadOnlyList<ScoreCurve> Curves { get; init; } = [];

    /// <summary>Puts an instance together.</summary>
    /// <param name="head">The instance.</param>
    /// <param name="results">What its explainers gave, in order of the suite.</param>
    public static InstanceResult Of(InstanceHead head, IReadOnlyList<ExplainerResult> results)
    {
        int seeds = results.SelectMany(result => result.Targets).Select(target => target.OtherSeeds.Count).DefaultIfEmpty(0).Max() + 1;
        int[] targets = [.. Enumerable.Range(0, head.Documents.Count)];
        return new InstanceResult
        {
            Index = head.Index,
            Instance = head.Instance,
            Label = head.Label,
            Predicted = head.Predicted,
            Judged = head.Judged,
            Truncated = head.Truncated,
            Asked = results.Aggregate(head.Asked, (sum, result) => sum + result.Asked),
            Computed = results.Aggregate(head.Computed, (sum, result) => sum + result.Computed),
            Costs = results.ToDictionary(result => result.Explainer, result => result.Cost),
            Scores = ScoresOf(1),
            OtherSeeds = [.. Enumerable.Range(2, seeds - 1).Select(ScoresOf)],
            Documents = [.. targets.Select(target => head.Documents[target] with
            {
                Explanations = [.. results.Select(result => result.Targets[target].Explanation).OfType<RecordedExplanation>()],
            })],
            Flags = [.. results.SelectMany(result => result.Targets
                .Where(target => target.Explanation is not null)
                .Select(target => new RaisedFlags(result.Explainer, target.Flags)))],
            Curves = [.. results.SelectMany(result => result.Targets
                .SelectMany(target => target.Curves.Select(curve => new ScoreCurve(result.Explainer, curve.Key, curve.Value))))],
        };

        IReadOnlyList<ScoreRow> ScoresOf(int seed) =>
            [.. targets.SelectMany(target => results.SelectMany(result => result.Targets[target].OfSeed(seed)))];
    }
}

/// <summary>The flags that one explanation raises.</summary>
/// <param name="Explainer">The explainer's name in tables.</param>
/// <param name="Flags">Those of <see cref="TrustFlags.All"/> that are raised; often none.</param>
public sealed record RaisedFlags(string Explainer, IReadOnlyList<string> Flags);
