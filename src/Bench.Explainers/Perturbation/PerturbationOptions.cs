using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Options that all perturbation methods share.</summary>
public record PerturbationOptions
{
    /// <summary>How features are taken away.</summary>
    [Description("How features are taken away: replaced by the mask or padding token, deleted, or hidden from attention")]
    public Removal Removal { get; init; } = Removal.Mask;

    /// <summary>What is taken away as one.</summary>
    [Description("Features: tokens or words; a word's score is shared equally by its tokens")]
    public FeatureUnit Features { get; init; } = FeatureUnit.Tokens;
}
