using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How much memory the answers for replaced embeddings may take in the memories of one instance: they are as large as the embeddings, and a
/// path over a long text has many. What finds no room is computed again when it is asked again.
/// </summary>
internal sealed class EmbeddingRoom
{
    private const long MostBytes = 32L << 20;

    private long _bytes;

    /// <summary>Whether an answer for these embeddings may be kept; if so it counts, as a gradient by each of them.</summary>
    /// <param name="embeddings">Replaced embeddings; where there are none, the answer needs no room.</param>
    public bool Takes(ReplacedEmbeddings? embeddings)
    {
        if (embeddings is null)
        {
            return true;
        }

        long bytes = (long)sizeof(float) * embeddings.Origin.Length;
        if (Interlocked.Add(ref _bytes, bytes) <= MostBytes)
        {
            return true;
        }

        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }
}
