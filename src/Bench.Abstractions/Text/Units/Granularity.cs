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

    /// <summary>Every patch of a picture.</summary>
    Patch,

    /// <summary>The cells of a grid over a picture, see <see cref="UnitChoice.CellSize"/>.</summary>
    Cell,

    /// <summary>Connected regions of like colour, see <see cref="UnitChoice.Superpixels"/>.</summary>
    Superpixel,
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

    /// <summary>
    /// Edge in pixels of a <see cref="Granularity.Cell"/>; those at the right and lower edge may be cut. <see langword="null"/> for what
    /// the model's last layer sees as one, or two patches where that is one.
    /// </summary>
    public int? CellSize { get; init; }

    /// <summary>About how many superpixels there shall be; <see langword="null"/> for 100, or fewer in small pictures.</summary>
    public int? Superpixels { get; init; }
}

/// <summary>Tokens that stay or go together, and have one score.</summary>
/// <param name="Characters">The characters from its first token's first to its last token's last, white space at the ends left out.</param>
/// <param name="Positions">
/// Positions of its tokens, in order, at least one; none of them is fixed. Of a picture, the patches that it has pixels of, which may be
/// shared.
/// </param>
public sealed record Unit(CharacterSpan Characters, ImmutableArray<int> Positions)
{
    /// <summary>Its pixels in a picture, counted row by row, in order; empty for texts.</summary>
    public ImmutableArray<int> Area { get; init; } = [];
}
