using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Where the references of Expected Gradients come from.</summary>
public enum ReferenceKind
{
    /// <summary>Every token that is not special is replaced by one drawn uniformly from the vocabulary.</summary>
    RandomTokens,

    /// <summary>The given texts, drawn uniformly.</summary>
    Texts,

    /// <summary>The texts of a file, drawn uniformly.</summary>
    File,

    /// <summary>Padding between the first and the last special token.</summary>
    Pad,

    /// <summary>Mask tokens between the first and the last special token.</summary>
    Mask,
}

/// <summary>Options of <see cref="ExpectedGradientsExplainer"/>.</summary>
public record ExpectedGradientsOptions
{
    /// <summary>Pairs of reference and point drawn.</summary>
    [Description("Pairs of a reference and a point on the line to the input; with a precision the most of them")]
    [Range(2, 100000)]
    public int Samples { get; init; } = 50;

    /// <summary>Precision at which to stop.</summary>
    [Description("Stop once the largest standard error is below this share of the range of the scores; 0 = draw all samples")]
    [Range(0.0, 1.0)]
    public double Precision { get; init; }

    /// <summary>Where references come from.</summary>
    [Description(
        "References: random-tokens (drawn from the vocabulary), texts (given by texts), file (given by reference-file), pad or mask")]
    public virtual ReferenceKind References { get; init; } = ReferenceKind.RandomTokens;

    /// <summary>Texts of the references.</summary>
    [Description("Reference texts separated by |, each laid over the input token by token; for references=texts only")]
    public string Texts { get; init; } = "";

    /// <summary>File of the references.</summary>
    [Description(
        "File with up to 10000 references, laid over the input as texts are: one text per line; or, where its name ends in .jsonl, one "
            + "object "
        + "per line with text or with tokens as tokenize --format json prints them. Relative to the suite's folder, in explain to the "
        + "working directory; for references=file only")]
    public OptionFile? ReferenceFile { get; init; }

    /// <summary>Noise on the input.</summary>
    [Description(
        "Standard deviation of Gaussian noise added to the input, in units of scale: 0 for Expected Gradients, more for GradientSHAP")]
    [Range(0.0, 1000.0)]
    public virtual double Noise { get; init; }

    /// <summary>Unit of the noise.</summary>
    [Description("Unit of the noise: range or deviation of the input's embeddings, or absolute")]
    public virtual NoiseScale Scale { get; init; } = NoiseScale.Absolute;
}

/// <summary>Options of GradientSHAP: those of Expected Gradients with noise, and references that follow the suite's removal.</summary>
public sealed record GradientShapOptions : ExpectedGradientsOptions
{
    /// <inheritdoc/>
    [Description(
        "References: mask or pad (follows a suite's removal), random-tokens (drawn from the vocabulary), texts (given by texts), or file "
        + "(given by reference-file)")]
    [FollowsRemoval]
    public override ReferenceKind References { get; init; } = ReferenceKind.Mask;

    /// <inheritdoc/>
    public override double Noise { get; init; } = 0.01;

    /// <inheritdoc/>
    public override NoiseScale Scale { get; init; } = NoiseScale.Range;
}
