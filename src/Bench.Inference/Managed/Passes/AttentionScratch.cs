namespace Bench.Inference;

/// <summary>Room for the attention of one head of one sequence.</summary>
internal unsafe readonly struct AttentionScratch
{
    /// <summary>Transposed keys or values, in panels.</summary>
    public float* Transposed { get; private init; }

    /// <summary>Scores, weights or their gradient [tokens, padded tokens].</summary>
    public Matrix Scores { get; private init; }

    /// <summary>A product as wide as a head, padded [tokens, padded head size].</summary>
    public Matrix Product { get; private init; }

    /// <summary>Takes room.</summary>
    /// <param name="carver">Where from.</param>
    /// <param name="tokens">Tokens of the longest sequence.</param>
    /// <param name="headSize">Width of a head.</param>
    public static AttentionScratch Take(ref Carver carver, int tokens, int headSize) => new()
    {
        Transposed = carver.Take((long)Padding.Pad(tokens) * headSize),
        Scores = carver.TakeRows(tokens, Padding.Stride(tokens)),
        Product = carver.TakeRows(tokens, Padding.Pad(headSize)),
    };
}
