namespace Bench.Inference;

/// <summary>What a layer's backward pass needs of its forward pass. All null where nothing is kept.</summary>
internal unsafe struct KeptLayer
{
    /// <summary>Queries, keys and values of all tokens.</summary>
    public Matrix QueryKeyValue;

    /// <summary>Attention weights: for each sequence [heads, queries, padded keys].</summary>
    public float* Weights;

    /// <summary>What the layer's first normalisation normalised, before scale and shift.</summary>
    public Matrix AttentionNormal;

    /// <summary>1 / deviation of each row of <see cref="AttentionNormal"/>.</summary>
    public float* AttentionInverse;

    /// <summary>Slope of the activation at the intermediate values, times the gate where there is one.</summary>
    public Matrix Slope;

    /// <summary>Activated intermediate values that the gate was multiplied with.</summary>
    public Matrix Activated;

    /// <summary>Normalised heads of queries and keys, before scale and shift.</summary>
    public Matrix HeadNormal;

    /// <summary>1 / deviation of each head of <see cref="HeadNormal"/>.</summary>
    public float* HeadInverse;

    /// <summary>Slope of the activation after the convolution.</summary>
    public Matrix ConvolutionSlope;

    /// <summary>Layer's output + convolution, normalised, before scale and shift.</summary>
    public Matrix ConvolutionNormal;

    /// <summary>1 / deviation of each row of <see cref="ConvolutionNormal"/>.</summary>
    public float* ConvolutionInverse;

    /// <summary>What the layer's second normalisation normalised, before scale and shift.</summary>
    public Matrix OutputNormal;

    /// <summary>1 / deviation of each row of <see cref="OutputNormal"/>.</summary>
    public float* OutputInverse;

    /// <summary>Queries that meet the encoder's output.</summary>
    public Matrix CrossQuery;

    /// <summary>Keys and values of the encoder's output.</summary>
    public Matrix CrossKeyValue;

    /// <summary>Weights of the attention to the encoder's output, as <see cref="Weights"/>.</summary>
    public float* CrossWeights;

    /// <summary>Attention to the encoder's output + residual, normalised, before scale and shift.</summary>
    public Matrix CrossNormal;

    /// <summary>1 / deviation of each row of <see cref="CrossNormal"/>.</summary>
    public float* CrossInverse;

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
        Activated = dimensions.Gated ? carver.TakeRows(tokens, dimensions.IntermediateStride) : default,
        HeadNormal = dimensions.HeadsNormed ? carver.TakeRows(tokens, dimensions.HeadNormStride) : default,
        HeadInverse = dimensions.HeadsNormed ? carver.Take((long)tokens * (dimensions.Heads + dimensions.KeyHeads)) : null,
        ConvolutionSlope = dimensions.Convolved ? carver.TakeRows(tokens, dimensions.HiddenStride) : default,
        ConvolutionNormal = dimensions.Convolved ? carver.TakeRows(tokens, dimensions.HiddenStride) : default,
        ConvolutionInverse = dimensions.Convolved ? carver.Take(tokens) : null,
        CrossQuery = dimensions.Decodes ? carver.TakeRows(tokens, dimensions.ContextStride) : default,
        CrossKeyValue = dimensions.Decodes ? carver.TakeRows(tokens, dimensions.KeyValueStride) : default,
        CrossWeights = dimensions.Decodes ? carver.Take(weights) : null,
        CrossNormal = dimensions.Decodes ? carver.TakeRows(tokens, dimensions.HiddenStride) : default,
        CrossInverse = dimensions.Decodes ? carver.Take(tokens) : null,
    };
}
