using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>One labelled text or picture of a dataset. All of it is untrusted.</summary>
public sealed record Instance
{
    /// <summary>Id, unique within the dataset.</summary>
    public required string Id { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The second text of a pair, or <see langword="null"/>.</summary>
    public string? TextPair { get; init; }

    /// <summary>The picture, where the dataset is one of pictures; the text is then empty.</summary>
    public DataFile? Image { get; init; }

    /// <summary>Which pixels of the picture show what the label names, or <see langword="null"/> where nobody marked them.</summary>
    public PictureMask? Mask { get; init; }

    /// <summary>The true label, or <see langword="null"/> where the dataset has none.</summary>
    public string? Label { get; init; }

    /// <summary>What is right beyond one label: several labels, labelled words, entities, answers.</summary>
    public Gold Gold { get; init; } = Gold.None;

    /// <summary>Candidate labels of zero-shot classification; empty where the dataset names none.</summary>
    public ImmutableArray<string> Candidates { get; init; } = [];

    /// <summary>The hypothesis into which candidate labels are put at {}, or <see langword="null"/> for the task's.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>One rationale per annotator; empty where nobody marked one.</summary>
    public ImmutableArray<Rationale> Rationales { get; init; } = [];

    /// <summary>Stretches that are explained as one with <see cref="Granularity.Segments"/>; empty where the dataset names none.</summary>
    public ImmutableArray<CharacterSpan> Segments { get; init; } = [];

    /// <summary>Texts that mean the same, to ask whether explanations stay the same; empty where the dataset has none.</summary>
    public ImmutableArray<TextEdit> Edits { get; init; } = [];

    /// <summary>Further columns of the dataset, to slice results by.</summary>
    public ImmutableSortedDictionary<string, string> Columns { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Where it was read, for messages: file and line.</summary>
    public required string Source { get; init; }
}

/// <summary>The words with which one annotator justifies the label.</summary>
/// <param name="Spans">Character spans; they may touch but lie inside the text.</param>
public sealed record Rationale(ImmutableArray<CharacterSpan> Spans);
