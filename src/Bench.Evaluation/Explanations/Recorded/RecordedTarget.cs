using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The output explained.</summary>
/// <param name="Kind">
/// What kind of output it is, see <see cref="TargetAnswers.Kind"/>; <see langword="null"/> where the file does not say.
/// </param>
/// <param name="Index">Index of the output.</param>
/// <param name="Label">Its label.</param>
public sealed record RecordedTarget(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Kind, int Index, string Label)
{
    /// <summary>The token ids of a continuation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<int>? TokenIds { get; init; }

    /// <summary>The token at which it is read, where there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Position { get; init; }

    /// <summary>The last token of an answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? EndPosition { get; init; }

    /// <summary>What a person calls it, where that is more than the label.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>Whether the way down is explained.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Flipped { get; init; }

    /// <summary>What it is explained against, where that is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordedTarget? Against { get; init; }

    /// <summary>What it is shown as.</summary>
    [JsonIgnore]
    public string Title => Name ?? Label;

    /// <summary>Records a target.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">One of its targets.</param>
    /// <param name="name">What a person calls it, where that is more than its label.</param>
    public static RecordedTarget Of(ModelInfo model, Target target, string? name) => new(
        TargetAnswers.Kind(model, target), target.Output, TargetAnswers.Label(model, target))
    {
        TokenIds = model.Continuations.IsEmpty ? null : [.. model.Continuations[target.Output]],
        Position = target.Position,
        EndPosition = target.SpanEnd,
        Name = name,
        Flipped = target.IsFlipped,
        Against = target.Against is { } against ? Of(model, against, null) : null,
    };
}
