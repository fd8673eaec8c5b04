using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>What a person gives to a task.</summary>
/// <param name="Text">The text; for question answering the question.</param>
/// <param name="TextPair">The second text, for question answering the context; or <see langword="null"/>.</param>
public sealed record TaskQuestion(string Text, string? TextPair = null)
{
    /// <summary>Candidate labels of zero-shot classification; otherwise empty.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The hypothesis into which candidate labels are put at {}, or <see langword="null"/> for the task's.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>The question that a row of a dataset asks.</summary>
    /// <param name="instance">The row.</param>
    public static TaskQuestion Of(Instance instance) =>
        new(instance.Text, instance.TextPair) { Labels = instance.Candidates, Hypothesis = instance.Hypothesis };
}

/// <summary>One input of a task.</summary>
/// <param name="Name">
/// What tells it from the task's other inputs: the candidate label; or <see langword="null"/> where there is one input.
/// </param>
/// <param name="Text">The tokenized text.</param>
public sealed record TaskInput(string? Name, TokenizedText Text);

/// <summary>The inputs of a task and what a model gave for them.</summary>
/// <param name="Model">The model.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Logits">The logits of each input.</param>
public sealed record TaskContext(ModelInfo Model, ITokenizer Tokenizer, IReadOnlyList<TaskInput> Inputs, IReadOnlyList<Tensor> Logits);

/// <summary>Which targets are asked for.</summary>
/// <param name="Target">The name, <c>all</c>, or <see langword="null"/> for what is predicted.</param>
/// <param name="Against">What it is contrasted with, or <see langword="null"/>.</param>
/// <param name="IsFlipped">Whether the way down is explained.</param>
public sealed record TargetNames(string? Target = null, string? Against = null, bool IsFlipped = false);

/// <summary>A target of one of a task's inputs.</summary>
/// <param name="Name">Its name, by which it can be asked for.</param>
/// <param name="Input">Index of the input.</param>
/// <param name="Target">The target.</param>
public sealed record TaskTarget(string Name, int Input, Target Target);
