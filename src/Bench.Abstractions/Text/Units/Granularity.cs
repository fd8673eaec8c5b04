using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>What is explained, taken away and judged as one.</summary>
public enum Granularity
{
    /// <summary>Every token.</summary>
    Token,

    /// <summary>Every word of Unicode Standard Annex #29 with all its tokens; punctuation marks are words of their own.</summary>
    Word,

    /// <summary>Every sentence.</summary>
    Sentence,

    /// <summary>Given stretches of characters; what lies outside them always stays.</summary>
    Segments,
}

/// <summary>How the scores of a unit's tokens become the unit's, for methods that score tokens.</summary>
public enum Gather
{
    /// <summary>Their sum, which keeps the total of methods that promise completeness.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The one of largest absolute value, with its sign; the first of several.</summary>
    MaxAbs,
}

/// <summary>A choice of units.</summary>
/// <param name="Granularity">What is one unit.</param>
/// <param name="Gather">How token scores become unit scores; methods that take units away score them directly.</param>
public sealed record UnitChoice(Granularity Granularity, Gather Gather = Gather.Sum)
{
    /// <summary>Every token is a unit.</summary>
    public static UnitChoice Tokens { get; } = new(Granularity.Token);

    /// <summary>The stretches of <see cref="Granularity.Segments"/>; empty for others.</summary>
    public ImmutableArray<CharacterSpan> Segments { get; init; } = [];
}

/// <summary>Tokens that stay or go together, and have one score.</summary>
/// <param name="Characters">The characters from its first token's first to its last token's last, white space at the ends left out.</param>
/// <param name="Positions">Positions of its tokens, in order, at least one; none of them is fixed.</param>
public sealed record Unit(CharacterSpan Characters, ImmutableArray<int> Positions);
