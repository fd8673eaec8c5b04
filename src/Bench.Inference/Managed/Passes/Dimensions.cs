using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Widths and strides of a model's activations, and which parts its layers have.</summary>
internal sealed class Dimensions(EncoderConfig config, EncoderWeights weights)
{
    public AttentionPlan Attention { get; } = config.Attention;

    public int Layers { get; } = config.Layers;

    public int Heads { get; } = config.Heads;

    public int KeyHeads { get; } = config.KeyHeads;

    public int HeadSize { get; } = config.HeadSize;

    /// <summary>Width of all queries, and of what attention mixes.</summary>
    public int Queries { get; } = config.QueryWidth;

    /// <summary>Width of all keys, and of all values.</summary>
    public int Keys { get; } = config.KeyWidth;

    public int Hidden { get; } = config.HiddenSize;

    public int Intermediate { get; } = config.IntermediateSize;

    public int Embedding { get; } = config.EmbeddingSize;

    public int MaxLength { get; } = config.MaxLength;

    public int Outputs { get; } = config.Labels.Length;

    /// <summary>Whether the head reads every token.</summary>
    public bool HeadReadsAll { get; } = config.Head != HeadKind.Sequence;

    public int PaddedHidden { get; } = Padding.Pad(config.HiddenSize);

    /// <summary>Where keys begin in the common rows of queries, keys and values.</summary>
    public int KeyColumn { get; } = Padding.Pad(config.QueryWidth);

    /// <summary>Where values begin in the common rows of queries, keys and values.</summary>
    public int ValueColumn { get; } = Padding.Pad(config.QueryWidth) + Padding.Pad(config.KeyWidth);

    /// <summary>Whether blocks normalise what goes in.</summary>
    public bool NormFirst { get; } = config.NormFirst;

    /// <summary>Whether feed-forward parts are gated.</summary>
    public bool Gated { get; } = weights.Layers[0].Gate is not null;

    /// <summary>Whether heads of queries and keys are normalised.</summary>
    public bool HeadsNormed { get; } = weights.Layers[0].QueryNorm is not null;

    /// <summary>Whether a layer adds a convolution.</summary>
    public bool Convolved { get; } = weights.Layers.Any(layer => layer.Convolution is not null);

    /// <summary>Rows of tables of distances that scores are products with; 0 where there are none.</summary>
    public int DistanceRows { get; } = weights.Layers[0].Disentangled is null ? 0 : config.Attention.Relative!.Rows;

    /// <summary>Whether the head reads the first two tokens.</summary>
    public bool ReadsTwo { get; } = config.Pooling == Pooling.FirstTwo;

    /// <summary>From what the head reads of one sequence to the next.</summary>
    public int ReadStride { get; } = Padding.Stride(config.ReadWidth);

    /// <summary>Whether the head reads the mean over the tokens.</summary>
    public bool ReadsMean { get; } = config.Pooling == Pooling.Mean;

    /// <summary>Index of the first layer of a decoder; beyond all layers where there is none.</summary>
    public int FirstDecoderLayer { get; } = weights.Decoder?.FirstLayer ?? int.MaxValue;

    /// <summary>Whether there is a decoder.</summary>
    public bool Decodes => FirstDecoderLayer != int.MaxValue;

    /// <summary>Keys and values of the encoder's output, each padded.</summary>
    public int KeyValueStride { get; } = Padding.Stride(2 * Padding.Pad(config.KeyWidth));

    /// <summary>Whether the last layer can be computed for the tokens that the head reads only.</summary>
    public bool NarrowsLast { get; } = config.Head == HeadKind.Sequence && config.Pooling is not (Pooling.Mean or Pooling.FirstTwo)
        && weights.Decoder is null && weights.Layers[^1].Convolution is null;

    public int HiddenStride { get; } = Padding.Stride(config.HiddenSize);

    public int EmbeddingStride { get; } = Padding.Stride(config.EmbeddingSize);

    public int IntermediateStride { get; } = Padding.Stride(config.IntermediateSize);

    public int ContextStride { get; } = Padding.Stride(config.QueryWidth);

    public int QueryKeyValueStride { get; } = Padding.Stride(Padding.Pad(config.QueryWidth) + (2 * Padding.Pad(config.KeyWidth)));

    /// <summary>From one token's normalised heads of queries and keys to the next token's.</summary>
    public int HeadNormStride { get; } = (config.Heads + config.KeyHeads) * Padding.Pad(config.HeadSize);

    public int OutputStride { get; } = Padding.Stride(config.Labels.Length);

    /// <summary>Bytes that all layers keep for the backward pass of a row of n tokens.</summary>
    public long KeptBytes(int tokens)
    {
        long perToken = QueryKeyValueStride + (2 * HiddenStride) + IntermediateStride + 2
            + (Gated ? IntermediateStride : 0) + (HeadsNormed ? HeadNormStride + Heads + KeyHeads : 0)
            + (Convolved ? (2 * HiddenStride) + 1 : 0)
            + (Decodes ? ContextStride + KeyValueStride + HiddenStride + 1 + ((long)Heads * Padding.Pad(tokens)) : 0);
        return Layers * sizeof(float) * tokens * (perToken + ((long)Heads * Padding.Pad(tokens)));
    }
}
