using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>A map whose mean over noisy copies is asked for by its sum over each token's embedding alone: one number per token.</summary>
/// <param name="Of">Which sum.</param>
/// <param name="WithInput">Whether products are with the input without noise; else with the noisy one.</param>
internal sealed record NoisySum(Func<GradientSums, ReadOnlyMemory<double>> Of, bool WithInput = false)
{
    /// <summary>Where SmoothGrad's reduction is linear, it does not matter whether a map is averaged or reduced first.</summary>
    /// <param name="input">What is explained; the maps of pictures are needed for their pixels.</param>
    /// <param name="options">What is averaged, and how it is reduced.</param>
    public static NoisySum? Mean(TokenizedText input, SmoothGradOptions options) => (options.Of, options.Reduce) switch
    {
        _ when input.Picture is not null => null,
        (GradientMap.Gradient, MapReduction.Sum) => new(sums => sums.Plain),
        (GradientMap.Gradient, MapReduction.TimesInput) => new(sums => sums.Product, WithInput: true),
        (GradientMap.AbsoluteGradient, MapReduction.Sum) => new(sums => sums.Absolute),
        (GradientMap.GradientXInput, MapReduction.Sum) => new(sums => sums.Product),
        _ => null,
    };

    /// <summary>The squares of a gradient, whose sign does not matter.</summary>
    /// <param name="input">What is explained; the maps of pictures are needed for their pixels.</param>
    /// <param name="of">What is squared.</param>
    public static NoisySum? Square(TokenizedText input, GradientMap of) =>
        input.Picture is null && of is GradientMap.Gradient or GradientMap.AbsoluteGradient ? new(sums => sums.Squared) : null;
}
