using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Explainers;

/// <summary>Options of <see cref="OcclusionExplainer"/>.</summary>
public sealed record OcclusionOptions : PerturbationOptions
{
    /// <summary>Features taken away together.</summary>
    [Description("Neighbouring features taken away together; of a picture the edge of a square; at most the number of features")]
    [Range(1, 10000)]
    public int Window { get; init; } = 2;

    /// <summary>Distance between windows.</summary>
    [Description("Features from one window's start to the next; at most window, so that every feature is covered")]
    [Range(1, 10000)]
    public int Stride { get; init; } = 1;
}
