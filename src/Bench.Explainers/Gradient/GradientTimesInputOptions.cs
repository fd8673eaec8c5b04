using System.ComponentModel;

namespace Bench.Explainers;

/// <summary>Options of <see cref="GradientTimesInputExplainer"/>.</summary>
public sealed record GradientTimesInputOptions
{
    /// <summary>Which embeddings.</summary>
    [Description(InputGradient.EmbeddingHelp)]
    public EmbeddingKind Embedding { get; init; } = EmbeddingKind.Word;
}
