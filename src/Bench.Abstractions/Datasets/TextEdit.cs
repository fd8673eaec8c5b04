using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>An edit of an instance's text that keeps its meaning. All of it is untrusted.</summary>
/// <param name="Text">The edited text.</param>
/// <param name="TextPair">The second text of a pair, edited or not, or <see langword="null"/>.</param>
public sealed record TextEdit(string Text, string? TextPair = null)
{
    /// <summary>
    /// Which stretches correspond, where the dataset says so; otherwise empty, and words that stayed correspond to themselves.
    /// </summary>
    public ImmutableArray<AlignedSpans> Alignment { get; init; } = [];
}

/// <summary>Two stretches of characters that correspond.</summary>
/// <param name="Original">The stretch in the instance's text.</param>
/// <param name="Edited">The stretch in the edited text.</param>
public readonly record struct AlignedSpans(CharacterSpan Original, CharacterSpan Edited);
