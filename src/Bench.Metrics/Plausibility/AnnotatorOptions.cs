using System.ComponentModel;

namespace Bench.Metrics;

/// <summary>Options of <see cref="AurocMetric"/> and <see cref="RelevanceRankMetric"/>.</summary>
public sealed record AnnotatorOptions
{
    [Description("how several rationales become one answer; soft: a token counts with the share of annotators who marked it")]
    public Annotators Annotators { get; init; } = Annotators.Union;
}
