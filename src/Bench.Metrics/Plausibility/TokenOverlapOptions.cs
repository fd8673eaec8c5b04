using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of the metrics that compare the tokens ranked first with the rationale: <see cref="TokenF1Metric"/> and kin.</summary>
public sealed record TokenOverlapOptions
{
    [Description("how many tokens are taken: as many as the rationale has, a fixed number (top), or a share of the text (ratio, to which a "
        + "suite can give its dataset's mean, as ERASER does)")]
    public TokenCount K { get; init; } = TokenCount.RationaleLength;

    [Description("how many tokens k=fixed takes")]
    [Range(1, int.MaxValue)]
    public int Top { get; init; } = 5;

    [Description("the share of tokens k=ratio takes, rounded to the nearest number, at least 1")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Ratio { get; init; } = 0.2;

    [Description(
        "whether tokens with scores of 0 and below are never taken, as in ferret, which then also scores explanations and rationales "
        + "that rank nothing")]
    public bool OnlyPositive { get; init; }

    [Description("how several rationales become one answer; soft: a token counts with the share of annotators who marked it")]
    public Annotators Annotators { get; init; } = Annotators.Union;
}

/// <summary>How many tokens are taken as the explanation.</summary>
public enum TokenCount
{
    /// <summary>As many as the rationale has.</summary>
    RationaleLength,

    /// <summary>A fixed number.</summary>
    Fixed,

    /// <summary>A share of the tokens.</summary>
    Ratio,
}
