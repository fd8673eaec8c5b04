using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Explainers;

/// <summary>Options of <see cref="RandomExplainer"/>.</summary>
public sealed record RandomOptions
{
    /// <summary>Which of many draws.</summary>
    [Description("Which draw; several in one suite show how far chance alone moves its scores")]
    [Range(1, 1_000)]
    public int Draw { get; init; } = 1;
}
