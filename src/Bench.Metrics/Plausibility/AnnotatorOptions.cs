using System.ComponentModel;

namespace Bench.Metrics;

/// <summary>Options of <see cref="AurocMetric"/> and <see cref="RelevanceRankMetric"/>.</summary>
public sealed record AnnotatorOptions
{
    [Description("how several rationales become one answer")]
    public Annotators Annotators { get; init; } = Annotators.Union;
}
