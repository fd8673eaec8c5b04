using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>How the next word of a path is chosen.</summary>
public enum AnchorStrategy
{
    /// <summary>The word that has to be moved least to keep the path monotonic.</summary>
    Greedy,

    /// <summary>The word with the most elements that keep the path monotonic as they are.</summary>
    MaxCount,
}

/// <summary>Options of <see cref="DiscretizedIntegratedGradientsExplainer"/>.</summary>
public sealed record DiscretizedIntegratedGradientsOptions
{
    /// <summary>Words between a token and the baseline.</summary>
    [Description("Words of the vocabulary that the path of a token visits between the token and the baseline")]
    [Range(1, 1000)]
    public int Steps { get; init; } = 30;

    /// <summary>Neighbours tried.</summary>
    [Description("Nearest words of the vocabulary tried as the next one")]
    [Range(1, 10000)]
    public int Neighbours { get; init; } = 50;

    /// <summary>How the next word is chosen.</summary>
    [Description(
        "How the next word is chosen: greedy (moved least to keep the path monotonic) or max-count (most elements monotonic as they are)")]
    public AnchorStrategy Strategy { get; init; } = AnchorStrategy.Greedy;

    /// <summary>Where the path starts.</summary>
    [Description("Start of the path: pad or mask. Follows a suite's removal (mask, pad)")]
    [FollowsRemoval]
    public FillerBaseline Baseline { get; init; } = FillerBaseline.Pad;
}

/// <summary>Baselines that are tokens.</summary>
public enum FillerBaseline
{
    /// <summary>The padding token.</summary>
    Pad,

    /// <summary>The mask token.</summary>
    Mask,
}
