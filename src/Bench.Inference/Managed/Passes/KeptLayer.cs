namespace Bench.Inference;

/// <summary>What a layer's backward pass needs of its forward pass. All null where nothing is kept.</summary>
internal unsafe struct KeptLayer
{
    /// <summary>Queries, keys and values of all tokens.</summary>
    public Matrix QueryKeyValue;

    /// <summary>Attention weights: for each sequence [heads, queries, padded keys].</summary>
    public float* Weights;

    /// <summary>Attention + residual, normalised, before scale and shift.</summary>
    public Matrix AttentionNormal;

    /// <summary>1 / deviation of each row of <see cref="AttentionNormal"/>.</summary>
    public float* AttentionInverse;

    /// <summary>Slope of the activation at the intermediate values.</summary>
    public Matrix Slope;

    /// <summary>Feed-forward + residual, normalised, before scale and shift.</summary>
    public Matrix OutputNormal;

    /// <summary>1 / deviation of each row of <see cref="OutputNormal"/>.</summary>
    public float* OutputInverse;

    /// <summary>Takes room for a layer.</summary>
    /// <param name="carver">Where from.</param>
    /// <param name="dimensions">The model's widths.</param>
    /// <param name="tokens">Tokens of the chunk.</param>
    /// <param name="weights">Attention weights of the chunk.</param>
    public static KeptLayer Take(ref Carver carver, Dimensions dimensions, int tokens, long weights) => new()
    {
        QueryKeyValue = carver.TakeRows(tokens, dimensions.QueryKeyValueStride),
        Weights = carver.Take(weights),
        AttentionNormal = carver.TakeRows(tokens, dimensions.HiddenStride),
        AttentionInverse = carver.Take(tokens),
        Slope = carver.TakeRows(tokens, dimensions.IntermediateStride),
        OutputNormal = carver.TakeRows(tokens, dimensions.HiddenStride),
        OutputInverse = carver.Take(tokens),
    };
}
