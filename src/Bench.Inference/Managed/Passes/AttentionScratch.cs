namespace Bench.Inference;

/// <summary>Room for the attention of one head of one sequence.</summary>
internal unsafe readonly struct AttentionScratch
{
    /// <summary>Which queries meet which keys.</summary>
    public AttentionBlocks Blocks { get; private init; }

    /// <summary>Transposed keys or values, in panels.</summary>
    public float* Transposed { get; private init; }

    /// <summary>Scores, weights or their gradient [tokens, padded tokens].</summary>
    public Matrix Scores { get; private init; }

    /// <summary>A product as wide as a head, padded [tokens, padded head size].</summary>
    public Matrix Product { get; private init; }

    /// <summary>Products of queries or keys with rows of a table of distances, or their gradient [tokens, padded rows].</summary>
    public Matrix ByDistance { get; private init; }

    /// <summary>Takes room.</summary>
    /// <param name="carver">Where from.</param>
    /// <param name="blocks">Reused for every sequence.</param>
    /// <param name="tokens">Tokens of the longest sequence.</param>
    /// <param name="headSize">Width of a head.</param>
    /// <param name="distances">Most rows of a table of distances that a sequence needs.</param>
    public static AttentionScratch Take(ref Carver carver, AttentionBlocks blocks, int tokens, int headSize, int distances) => new()
    {
        Blocks = blocks,
        Transposed = carver.Take((long)Padding.Pad(Math.Max(tokens, distances)) * headSize),
        Scores = carver.TakeRows(tokens, Padding.Stride(tokens)),
        Product = carver.TakeRows(tokens, Padding.Pad(headSize)),
        ByDistance = distances == 0 ? default : carver.TakeRows(tokens, Padding.Stride(distances)),
    };
}
