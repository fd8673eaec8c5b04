namespace Bench.Explainers;

/// <summary>Which embeddings of a token a gradient method looks at.</summary>
public enum EmbeddingKind
{
    /// <summary>The word embedding.</summary>
    Word,

    /// <summary>The position embedding, which is added to it.</summary>
    Position,

    /// <summary>What goes into the first layer: word, position and type embedding, normalised.</summary>
    Whole,
}
