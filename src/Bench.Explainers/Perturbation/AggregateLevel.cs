namespace Bench.Explainers;

/// <summary>What tokens are gathered into.</summary>
public enum AggregateLevel
{
    /// <summary>Words.</summary>
    Words,

    /// <summary>The texts of a pair.</summary>
    Segments,

    /// <summary>Stretches of words between punctuation marks.</summary>
    Clauses,

    /// <summary>The given spans; tokens outside them keep their scores.</summary>
    Spans,
}
