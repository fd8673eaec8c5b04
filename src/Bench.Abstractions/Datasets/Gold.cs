using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>What a dataset says is right beyond one label for the whole text. All of it is untrusted.</summary>
public sealed record Gold
{
    /// <summary>Nothing beyond one label.</summary>
    public static Gold None { get; } = new();

    /// <summary>All labels that are right, of several at once; <see langword="null"/> where the dataset does not say.</summary>
    public ImmutableArray<string>? Labels { get; init; }

    /// <summary>The label of every word, in order; <see langword="null"/> where words are not labelled one by one.</summary>
    public ImmutableArray<LabelledSpan>? Words { get; init; }

    /// <summary>Entities by their type or by the label of their first token; <see langword="null"/> where the dataset names none.</summary>
    public ImmutableArray<LabelledSpan>? Entities { get; init; }

    /// <summary>Whether the text has no entities but those of <see cref="Entities"/>.</summary>
    public bool AreAllEntities { get; init; }

    /// <summary>
    /// Parts of the text that answer the question, each of them right; empty where there is no answer, <see langword="null"/> where the
    /// dataset does not say.
    /// </summary>
    public ImmutableArray<CharacterSpan>? Answers { get; init; }

    /// <summary>The same with labels as the model calls them.</summary>
    /// <param name="rename">Gives a label's other name.</param>
    public Gold Renamed(Func<string, string> rename) => this with
    {
        Labels = Labels is { } labels ? [.. labels.Select(rename)] : null,
        Words = Words is { } words ? [.. words.Select(word => word with { Label = rename(word.Label) })] : null,
        Entities = Entities is { } entities ? [.. entities.Select(entity => entity with { Label = rename(entity.Label) })] : null,
    };
}

/// <summary>A labelled stretch of a text.</summary>
/// <param name="Span">The stretch.</param>
/// <param name="Label">Its label.</param>
public readonly record struct LabelledSpan(CharacterSpan Span, string Label);
