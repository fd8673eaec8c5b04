using Bench.Abstractions;

namespace Bench;

/// <summary>How a text or picture is explained. The defaults are the command line's.</summary>
public sealed record ExplainOptions
{
    /// <summary>The second text of a pair, or the context of a question.</summary>
    public string? TextPair { get; init; }

    /// <summary>Path of another picture, for <c>removal=reference</c> and <c>baseline=image</c>.</summary>
    public string? ReferenceImage { get; init; }

    /// <summary>
    /// The task and its options, as <c>zero-shot</c> or <c>token:aggregation=first</c>; read from the model unless given.
    /// </summary>
    public string? Task { get; init; }

    /// <summary>Candidate labels of zero-shot classification.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Another target, whose number is taken off: why the one and not the other.</summary>
    public string? Against { get; init; }

    /// <summary>The number explained; the profile's, else the logit, unless given.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>What is explained, taken away and scored as one: tokens, words, sentences or segments; parts of pictures.</summary>
    public UnitChoice Units { get; init; } = UnitChoice.Tokens;

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>How many seeds explanations that draw are repeated with; more than 1 gives the spread of every score.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Whether texts that are too long are cut instead of refused.</summary>
    public bool Truncate { get; init; }

    /// <summary>Option profile: <c>ferret</c> or <c>transformers-interpret</c>, for the numbers of these.</summary>
    public string? Profile { get; init; }
}
