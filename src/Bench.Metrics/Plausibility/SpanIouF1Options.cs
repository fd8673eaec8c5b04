using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="SpanIouF1Metric"/>.</summary>
public sealed record SpanIouF1Options
{
    [Description("how many tokens are taken: as many as the rationale has, a fixed number (top), or a share of the text (ratio)")]
    public TokenCount K { get; init; } = TokenCount.RationaleLength;

    [Description("how many tokens k=fixed takes")]
    [Range(1, int.MaxValue)]
    public int Top { get; init; } = 5;

    [Description("the share of tokens k=ratio takes, rounded to the nearest number, at least 1")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Ratio { get; init; } = 0.2;

    [Description("the intersection over union from which two spans match")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Threshold { get; init; } = 0.5;

    [Description("how several rationales become one answer; spans have no soft form")]
    public Annotators Annotators { get; init; } = Annotators.Union;
}
