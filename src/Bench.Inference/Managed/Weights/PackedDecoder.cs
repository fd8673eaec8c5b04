namespace Bench.Inference;

/// <summary>How a decoder's embeddings differ from the encoder's, packed.</summary>
internal sealed class PackedDecoder(DecoderWeights weights, EncoderConfig config) : IDisposable
{
    /// <summary>Index of the decoder's first layer.</summary>
    public int FirstLayer { get; } = weights.FirstLayer;

    /// <summary>Id of the token in front.</summary>
    public int StartId { get; } = weights.StartId;

    public PackedTable Positions { get; } = new(weights.Positions);

    public PackedNorm Norm { get; } = new(weights.EmbeddingNorm, config);

    public void Dispose()
    {
        Positions.Dispose();
        Norm.Dispose();
    }
}
