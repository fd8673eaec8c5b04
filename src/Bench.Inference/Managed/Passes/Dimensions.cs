namespace Bench.Inference;

/// <summary>Widths and strides of a model's activations.</summary>
internal sealed class Dimensions(EncoderConfig config)
{
    public int Layers { get; } = config.Layers;

    public int Heads { get; } = config.Heads;

    public int HeadSize { get; } = config.HeadSize;

    public int Hidden { get; } = config.HiddenSize;

    public int Embedding { get; } = config.EmbeddingSize;

    public int MaxLength { get; } = config.MaxLength;

    public int Outputs { get; } = config.Labels.Length;

    /// <summary>Width of the queries, and of the keys and values that follow them, in their common rows.</summary>
    public int PaddedHidden { get; } = Padding.Pad(config.HiddenSize);

    public int HiddenStride { get; } = Padding.Stride(config.HiddenSize);

    public int EmbeddingStride { get; } = Padding.Stride(config.EmbeddingSize);

    public int IntermediateStride { get; } = Padding.Stride(config.IntermediateSize);

    public int QueryKeyValueStride { get; } = Padding.Stride(3 * Padding.Pad(config.HiddenSize));

    public int OutputStride { get; } = Padding.Stride(config.Labels.Length);

    /// <summary>Bytes that all layers keep for the backward pass of a row of n tokens.</summary>
    public long KeptBytes(int tokens)
    {
        long perToken = QueryKeyValueStride + (2 * HiddenStride) + IntermediateStride + 2;
        return Layers * sizeof(float) * tokens * (perToken + ((long)Heads * Padding.Pad(tokens)));
    }
}
