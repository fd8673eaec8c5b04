using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Explainers;

/// <summary>Options of <see cref="SobolExplainer"/>.</summary>
public sealed record SobolOptions : PerturbationOptions
{
    /// <summary>Most model rows.</summary>
    [Description("Most model rows; every design takes m + 1, and there are at least two")]
    [Range(4, 10000000)]
    public int Budget { get; init; } = 500;
}
