using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="AdaptiveIntegratedGradientsExplainer"/>.</summary>
public sealed record AdaptiveIntegratedGradientsOptions
{
    /// <summary>Completeness gap at which to stop.</summary>
    [Description("Stop once the completeness gap is at most this, in units of the explained number")]
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double Tolerance { get; init; } = 0.001;

    /// <summary>Gradients of the first attempt.</summary>
    [Description("Gradients of the first attempt; every further attempt has twice as many")]
    [Range(2, 2000)]
    public int Start { get; init; } = 8;

    /// <summary>Gradients of the last attempt.</summary>
    [Description("Most gradients of one attempt")]
    [Range(2, 10000)]
    public int Most { get; init; } = 512;

    /// <summary>Quadrature rule.</summary>
    [Description("Quadrature rule")]
    public QuadratureRule Rule { get; init; } = QuadratureRule.GaussLegendre;

    /// <summary>Where the path starts.</summary>
    [Description("Start of the path, as in integrated-gradients")]
    [FollowsRemoval]
    public BaselineKind Baseline { get; init; } = BaselineKind.Mask;

    /// <summary>Text of the baseline.</summary>
    [Description("Text of the baseline; for baseline=text only")]
    public string BaselineText { get; init; } = "";
}
