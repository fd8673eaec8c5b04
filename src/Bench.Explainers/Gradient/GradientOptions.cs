using System.ComponentModel;

namespace Bench.Explainers;

/// <summary>The norm that turns a token's gradient into its score.</summary>
public enum GradientNorm
{
    /// <summary>Euclidean length.</summary>
    L2,

    /// <summary>Sum of absolute values.</summary>
    L1,
}

/// <summary>Options of <see cref="GradientExplainer"/>.</summary>
public sealed record GradientOptions
{
    /// <summary>Norm over the embedding.</summary>
    [Description("Norm of a token's gradient: l2 (Euclidean length), or l1 (sum of absolute values) as Captum's Saliency and ferret")]
    public GradientNorm Norm { get; init; } = GradientNorm.L2;

    /// <summary>Which embeddings.</summary>
    [Description(InputGradient.EmbeddingHelp)]
    public EmbeddingKind Embedding { get; init; } = EmbeddingKind.Word;
}
