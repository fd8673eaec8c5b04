using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options of <see cref="DeepLiftExplainer"/>.</summary>
public sealed record DeepLiftOptions
{
    /// <summary>The reference.</summary>
    [Description("The reference, as the baseline of integrated-gradients. Follows a suite's removal (mask, pad)")]
    [FollowsRemoval]
    public BaselineKind Baseline { get; init; } = BaselineKind.Mask;

    /// <summary>Text of the reference.</summary>
    [Description("Text of the reference; for baseline=text only")]
    public string BaselineText { get; init; } = "";
}
