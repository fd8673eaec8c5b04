using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="IntegratedGradientsExplainer"/>.</summary>
public sealed record IntegratedGradientsOptions
{
    /// <summary>Gradients along the path, or <see langword="null"/> to double them until completeness holds.</summary>
    [Description(
        "Gradients along the path, the trapezoid rules need at least 2; empty: 8, then doubled until the completeness gap is within "
        + "tolerance or most is reached")]
    [Range(1, 2000)]
    public int? Steps { get; init; }

    /// <summary>Completeness gap at which to stop.</summary>
    [Description("Completeness gap at which doubling stops, as a share of f(input) - f(baseline); without steps only")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Gradients of the last attempt.</summary>
    [Description("Most gradients of one attempt; without steps only")]
    [Range(8, 10000)]
    public int Most { get; init; } = 512;

    /// <summary>Quadrature rule.</summary>
    [Description("Quadrature rule; trapezoid-captum has Captum's weights, which sum to 1 - 1/steps")]
    public QuadratureRule Rule { get; init; } = QuadratureRule.GaussLegendre;

    /// <summary>Where the path starts.</summary>
    [Description("Start of the path: pad or mask put that token between the first and the last special token (inner separators of a "
        + "pair as separators says), zero sets all embeddings to 0, text takes the tokens of baseline-text. Follows a suite's removal "
            + "(mask, pad)")]
    [FollowsRemoval]
    public BaselineKind Baseline { get; init; } = BaselineKind.Mask;

    /// <summary>Separators inside a pair.</summary>
    [Description("Special tokens between the texts of a pair in a baseline of pad or mask: pad replaces them too, as ferret and Captum's "
        + "tutorials do, keep leaves them")]
    public SeparatorTokens Separators { get; init; } = SeparatorTokens.Pad;

    /// <summary>Text of the baseline.</summary>
    [Description("Text whose tokens replace those of the input in order, with padding after its end; for baseline=text only")]
    public string BaselineText { get; init; } = "";

    /// <summary>Whether gradients are multiplied by input − baseline.</summary>
    [Description(
        "Multiply by input - baseline; without it scores are average gradients summed over the embedding, and completeness does not hold")]
    public bool MultiplyByInput { get; init; } = true;
}
