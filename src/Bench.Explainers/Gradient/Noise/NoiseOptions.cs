using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>What is computed at every noisy input, element by element.</summary>
public enum GradientMap
{
    /// <summary>The gradient.</summary>
    Gradient,

    /// <summary>Its absolute value.</summary>
    AbsoluteGradient,

    /// <summary>The gradient times the noisy input.</summary>
    GradientXInput,

    /// <summary>Integrated Gradients from a baseline to the noisy input.</summary>
    IntegratedGradients,

    /// <summary>The scores of any explainer of the family gradient: one element per token.</summary>
    Method,
}

/// <summary>What the size of the noise is relative to.</summary>
public enum NoiseScale
{
    /// <summary>Largest less smallest element of the input's embeddings, as in SmoothGrad's paper and in AllenNLP.</summary>
    Range,

    /// <summary>Standard deviation of the elements of the input's embeddings.</summary>
    Deviation,

    /// <summary>Nothing: the noise is given in units of the embeddings.</summary>
    Absolute,
}

/// <summary>Options of the methods that average over noisy copies of the input.</summary>
public record NoiseOptions
{
    /// <summary>The method decorated.</summary>
    [Description("The method computed at every noisy input: gradient, absolute-gradient, gradient-x-input or integrated-gradients, "
        + "element by element; or method, the scores of any gradient method")]
    public GradientMap Of { get; init; } = GradientMap.Gradient;

    /// <summary>The explainer decorated.</summary>
    [Description("Explainer of the family gradient with its options, quoted where it holds commas; for of=method only")]
    public string Method { get; init; } = "";

    /// <summary>Noisy copies.</summary>
    [Description("Noisy copies of the input")]
    [Range(2, 10000)]
    public int Samples { get; init; } = 25;

    /// <summary>Standard deviation of the noise.</summary>
    [Description(
        "Standard deviation of the Gaussian noise, in units of scale. AllenNLP has 0.01; for images SmoothGrad's paper has 0.1 to 0.2")]
    [Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public double Noise { get; init; } = 0.01;

    /// <summary>Unit of the noise.</summary>
    [Description("Unit of the noise: range or deviation of the input's embeddings, or absolute")]
    public NoiseScale Scale { get; init; } = NoiseScale.Range;

    /// <summary>Steps of Integrated Gradients.</summary>
    [Description("Gauss-Legendre steps at every noisy input, for of=integrated-gradients only")]
    [Range(1, 2000)]
    public int Steps { get; init; } = 20;

    /// <summary>Where the paths start.</summary>
    [Description(
        "Start of the paths of of=integrated-gradients, and of those of of=method unless it says so itself: mask or pad. Follows a "
        + "suite's removal (mask, pad)")]
    [FollowsRemoval]
    public FillerBaseline Baseline { get; init; } = FillerBaseline.Mask;
}

/// <summary>How a token's averaged map becomes its score.</summary>
public enum MapReduction
{
    /// <summary>Euclidean length.</summary>
    L2,

    /// <summary>Sum of absolute values.</summary>
    L1,

    /// <summary>Signed sum.</summary>
    Sum,

    /// <summary>Inner product with the embedding of the input without noise.</summary>
    TimesInput,
}

/// <summary>Options of <see cref="SmoothGradExplainer"/>.</summary>
public sealed record SmoothGradOptions : NoiseOptions
{
    /// <summary>How a token's averaged map becomes its score.</summary>
    [Description("How a token's averaged map becomes its score: l2, l1, sum, or times-input (inner product with the input without noise)")]
    public MapReduction Reduce { get; init; } = MapReduction.L2;
}
