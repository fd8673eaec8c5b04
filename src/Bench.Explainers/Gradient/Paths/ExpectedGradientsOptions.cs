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
}

/// <summary>Options of <see cref="ExpectedGradientsExplainer"/>.</summary>
public sealed record ExpectedGradientsOptions
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
    [Description("References: random-tokens (drawn from the vocabulary), texts (given by texts), file (given by reference-file), or pad")]
    public ReferenceKind References { get; init; } = ReferenceKind.RandomTokens;

    /// <summary>Texts of the references.</summary>
    [Description("Reference texts separated by |, each laid over the input token by token; for references=texts only")]
    public string Texts { get; init; } = "";

    /// <summary>File of the references.</summary>
    [Description("File with up to 10000 references, laid over the input as texts are: one text per line; or, where its name ends in .jsonl, one object "
        + "per line with text or with tokens as tokenize --format json prints them. Relative to the suite's folder, in explain to the "
        + "working directory; for references=file only")]
    public OptionFile? ReferenceFile { get; init; }

    /// <summary>Noise on the input.</summary>
    [Description("Standard deviation of Gaussian noise added to the input, in units of the embeddings: 0 for Expected Gradients, more for GradientSHAP")]
    [Range(0.0, 1000.0)]
    public double Noise { get; init; }
}
