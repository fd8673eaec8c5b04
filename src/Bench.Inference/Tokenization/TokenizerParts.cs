using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What the files of a tokenizer say, ready to be put together.</summary>
internal sealed record TokenizerParts
{
    /// <summary>The vocabulary, added tokens included.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Tokens found in the text before it is cut into words.</summary>
    public required ImmutableArray<AddedToken> AddedTokens { get; init; }

    /// <summary>First step.</summary>
    public required INormalizer Normalizer { get; init; }

    /// <summary>Second step.</summary>
    public required IWordSplitter WordSplitter { get; init; }

    /// <summary>Third step.</summary>
    public required IPieceModel Model { get; init; }

    /// <summary>Last step.</summary>
    public required Template Template { get; init; }

    /// <summary>Steps that take spaces off offsets.</summary>
    public ImmutableArray<OffsetTrim> Trims { get; init; } = [];

    /// <summary>Ids of the special tokens.</summary>
    public required SpecialTokens Special { get; init; }

    /// <summary>Longest row, in tokens, special ones included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Whether the beginning of a text that is too long is cut off, and not its end.</summary>
    public bool TruncatesLeft { get; init; }
}
