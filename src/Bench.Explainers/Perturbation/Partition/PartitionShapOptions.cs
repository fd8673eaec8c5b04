using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The hierarchies of Partition SHAP.</summary>
public enum PartitionHierarchy
{
    /// <summary>The list of tokens halved again and again; of a picture, its longer side.</summary>
    Balanced,

    /// <summary>The tree that SHAP's Text masker builds, special tokens among its leaves.</summary>
    ShapText,

    /// <summary>The list of words halved again and again, then the pieces of each word.</summary>
    Words,

    /// <summary>The list of clauses (stretches between punctuation marks) halved, then their words, then the pieces of each word.</summary>
    Clauses,
}

/// <summary>Options of <see cref="PartitionShapExplainer"/>.</summary>
public sealed record PartitionShapOptions
{
    /// <summary>Hierarchy over the tokens.</summary>
    [Description(
        "Hierarchy: balanced (halves of the token list; of a picture, halves along its longer side, as SHAP's Image masker has them), "
            + "shap-text (the tree of SHAP's Text masker; what it leaves on special tokens, up to 0.044 where we "
        + "measured it, is dropped here and reported as efficiency-gap), words or clauses (halves of their list, then of what is in them)")]
    public PartitionHierarchy Hierarchy { get; init; } = PartitionHierarchy.Balanced;

    /// <summary>Most evaluations.</summary>
    [Description(
        "Most evaluations, those of the full and the empty text included; credit not resolved by then is shared evenly. SHAP's default "
            + "is 500")]
    [Range(2, 1000000)]
    public int Budget { get; init; } = 200;

    /// <summary>Unresolved share at which to stop.</summary>
    [Description("Stop once no token shares more credit with others in groups not split yet than this share of the range of the scores "
        + "(reported as unresolved-share; effects that cancel inside a group do not show); 0 = spend the whole budget")]
    [Range(0.0, 1.0)]
    public double Precision { get; init; }

    /// <summary>Evaluations gathered before the model is asked.</summary>
    [Description(
        "Masks gathered before the model is asked; a larger batch splits less greedily. SHAP takes 10, and 5 with its Text masker")]
    [Range(1, 10000)]
    public int Batch { get; init; } = 10;

    /// <summary>How tokens are taken away.</summary>
    [Description("How tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}
