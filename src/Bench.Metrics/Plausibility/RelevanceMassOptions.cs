using System.ComponentModel;

namespace Bench.Metrics;

/// <summary>Options of <see cref="RelevanceMassMetric"/>.</summary>
public sealed record RelevanceMassOptions
{
    [Description("what counts as relevance: the positive part of a score, or its absolute value")]
    public RelevanceMass Mass { get; init; } = RelevanceMass.Positive;

    [Description("how several rationales become one answer; soft: a token counts with the share of annotators who marked it")]
    public Annotators Annotators { get; init; } = Annotators.Union;
}

/// <summary>What counts as relevance.</summary>
public enum RelevanceMass
{
    /// <summary>max(0, score).</summary>
    Positive,

    /// <summary>|score|.</summary>
    Absolute,
}
