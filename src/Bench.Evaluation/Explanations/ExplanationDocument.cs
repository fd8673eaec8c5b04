using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// All explanations of one target of one text: a line of <c>explanations.jsonl</c> and the answer of <c>explain --format json</c>.
/// </summary>
public sealed record ExplanationDocument
{
    /// <summary>The model.</summary>
    public required ModelInfo Model { get; init; }

    /// <summary>The instance, or <see langword="null"/> for a text given by hand.</summary>
    public Instance? Instance { get; init; }

    /// <summary>The tokenized text.</summary>
    public required TokenizedText Input { get; init; }

    /// <summary>The output explained.</summary>
    public required Target Target { get; init; }

    /// <summary>The number explained.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Logits of the text.</summary>
    public required Tensor Logits { get; init; }

    /// <summary>The explanations, each with the explainer's name in tables.</summary>
    public required IReadOnlyList<(string Name, Explanation Explanation)> Explanations { get; init; }

    /// <summary>The tokenizer's special tokens.</summary>
    public required SpecialTokens Special { get; init; }

    /// <summary>
    /// Spread from seed to seed by the explainer's name in tables; none for explainers that do not draw, or were not repeated.
    /// </summary>
    public IReadOnlyDictionary<string, SeedVariance> Seeds { get; init; } = ImmutableDictionary<string, SeedVariance>.Empty;

    /// <summary>Id of the task, or <see langword="null"/> where none was chosen.</summary>
    public string? Task { get; init; }

    /// <summary>What a person calls the target, or <see langword="null"/> where its label says it.</summary>
    public string? TargetName { get; init; }

    /// <summary>What is true of the target, where a run's task says it.</summary>
    public CaseTarget? Case { get; init; }

    /// <summary>What the model answers, where its probabilities do not say it.</summary>
    public ITaskAnswer? Answer { get; init; }

    /// <summary>How far to trust one of the explanations.</summary>
    /// <param name="explanation">One of <see cref="Explanations"/>.</param>
    public TrustFlags Trust(Explanation explanation) => TrustFlags.Of(explanation, Logits, Model, Special);

    /// <summary>
    /// Whether seconds and operations are written. Files of runs have none, so that equal runs give equal bytes; the operations of a run
    /// stand in <c>run.json</c>.
    /// </summary>
    public bool WithSeconds { get; init; } = true;

    /// <summary>The document as it stands in files.</summary>
    public ExplanationRecord ToRecord()
    {
        ImmutableArray<double> answers = [.. TargetAnswers.Probabilities(Model, Logits, Target)];
        bool isNumber = Model.Activation == OutputActivation.Identity;
        bool hasUnits = Input.Choice.Granularity != Granularity.Token;
        return new ExplanationRecord(Input.Text, RecordedTarget.Of(Model, Target, TargetName))
        {
            Model = Model.Name,
            Instance = Instance?.Id,
            Label = Case is null ? Instance?.Label : Case.Gold,
            Predicted = Case?.Predicted,
            IsTrue = Case?.IsTrue,
            IsCorrect = Case?.IsCorrect,
            Columns = Instance?.Columns,
            TextPair = Input.TextPair,
            Image = Input.Picture is { } picture ? RecordedPicture.Of(picture) : null,
            Task = Task,
            Quantity = Quantity,
            Granularity = hasUnits ? Input.Choice.Granularity : null,
            Gather = hasUnits ? Input.Choice.Gather : null,
            Logits = Model.Head == HeadKind.Sequence
                ? Numbers(Logits)
                : Enumerable.Range(0, Logits.Shape[0]).Select(row => Numbers(Logits[row])).ToArray(),
            Probabilities = answers,
            Outputs = isNumber ? answers : default,
            Answer = Answer is null ? null : new() { [Answer.Key] = JsonSerializer.SerializeToElement(Answer.Value, RecordJson.Line) },
            Tokens = [.. Input.Tokens.Select(RecordedToken.Of)],
            Truncated = Input.Truncated,
            HiddenSegment = Input is { IsFixedHidden: true, FixedSegment: { } hidden } ? hidden : null,
            Rationales = [.. (Instance?.Rationales ?? []).Select(rationale =>
                (ImmutableArray<ImmutableArray<int>>)[.. rationale.Spans.Select(span =>
                    (ImmutableArray<int>)[span.Start, span.End, span.Segment])])],
            Explanations = [.. Explanations.Select(entry => ToRecord(entry.Name, entry.Explanation))],
        };

        static double[] Numbers(Tensor logits) => [.. logits.Span.ToArray().Select(logit => (double)logit)];
    }

    /// <summary>One explanation of this text as it stands in files.</summary>
    /// <param name="name">The explainer's name in tables.</param>
    /// <param name="explanation">The explanation.</param>
    public RecordedExplanation ToRecord(string name, Explanation explanation) => new(name, explanation.Attribution.Scores)
    {
        Explainer = explanation.Explainer,
        Options = explanation.Options,
        Seed = explanation.Seed,
        Signed = WithSeconds ? explanation.IsSigned : null, // of runs it stands in run.json, once for all texts
        Units = RecordedUnit.Of(explanation),
        PixelScores = RecordedPicture.Pixels(explanation),
        StandardErrors = explanation.Attribution.StandardErrors is { IsEmpty: false } errors ? errors : null,
        Diagnostics = explanation.Attribution.Diagnostics,
        Trust = RecordedTrust.Of(Trust(explanation)),
        Seeds = Seeds.TryGetValue(name, out SeedVariance? variance) ? RecordedSeeds.Of(variance) : null,
        Cost = RecordedCost.Of(explanation.Cost, WithSeconds),
    };
}
