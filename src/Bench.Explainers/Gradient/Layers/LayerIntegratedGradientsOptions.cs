using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Where the path of layer Integrated Gradients runs.</summary>
public enum LayerPlace
{
    /// <summary>Through word embeddings: Integrated Gradients themselves.</summary>
    Word,

    /// <summary>Through position embeddings, from the first token's for every token.</summary>
    Position,

    /// <summary>Through what goes into the first layer.</summary>
    Whole,

    /// <summary>Through what a given layer gives.</summary>
    Layer,
}

/// <summary>Options of <see cref="LayerIntegratedGradientsExplainer"/>.</summary>
public sealed record LayerIntegratedGradientsOptions
{
    /// <summary>Where the path runs.</summary>
    [Description("Where the path runs: word, position (from the first token's position for all), whole (word, position and type embedding, "
        + "normalised), or layer (what layer gives)")]
    public LayerPlace Of { get; init; } = LayerPlace.Whole;

    /// <summary>The layer.</summary>
    [Description("Number of the layer whose output is meant, from 1; for of=layer only")]
    [Range(1, 1000)]
    public int? Layer { get; init; }

    /// <summary>Gradients along the path, or <see langword="null"/> to double them until completeness holds.</summary>
    [Description("Gradients along the path; empty: 8, then doubled until the completeness gap is within tolerance or most is reached")]
    [Range(2, 2000)]
    public int? Steps { get; init; }

    /// <summary>Completeness gap at which to stop.</summary>
    [Description("Completeness gap at which doubling stops, as a share of f(input) - f(baseline); without steps only")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Gradients of the last attempt.</summary>
    [Description("Most gradients of one attempt; without steps only")]
    [Range(8, 10000)]
    public int Most { get; init; } = 128;

    /// <summary>Quadrature rule.</summary>
    [Description("Quadrature rule")]
    public QuadratureRule Rule { get; init; } = QuadratureRule.GaussLegendre;

    /// <summary>Where the path starts.</summary>
    [Description(
        "The text without its words, whose states the path starts from: mask or pad; for of=position not used. Follows a suite's removal "
        + "(mask, pad)")]
    [FollowsRemoval]
    public FillerBaseline Baseline { get; init; } = FillerBaseline.Mask;

    /// <summary>Separators inside a pair.</summary>
    [Description(
        "Special tokens between the texts of a pair in that text: pad fills them too, keep leaves them; as in integrated-gradients")]
    public SeparatorTokens Separators { get; init; } = SeparatorTokens.Pad;
}
