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
    [Description(
        "Features: tokens (or whatever larger units are explained), words or spans; the score of a word or span is shared equally by "
        + "its tokens")]
    public FeatureUnit Features { get; init; } = FeatureUnit.Tokens;

    /// <summary>Spans that are features.</summary>
    [Description("Character spans that are features, as in 0-4;10-18;2:0-3 (2: the second text); for features=spans only")]
    public string Spans { get; init; } = "";

    /// <summary>The features of a text.</summary>
    internal FeatureSet FeaturesOf(TokenizedText input) => FeatureSet.Of(input, Features, Spans);
}
