namespace Bench.Inference;

/// <summary>Which uses of a token's embedding a gradient counts, in a model that uses it twice.</summary>
internal enum EmbeddingUse
{
    /// <summary>All uses: their gradients are added.</summary>
    All,

    /// <summary>The encoder's.</summary>
    Encoder,

    /// <summary>The decoder's.</summary>
    Decoder,
}
