using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How much memory the answers for replaced embeddings may take in the memories of one instance: a gradient is as large as the embeddings,
/// and a path over a long text has many. What finds no room is computed again when it is asked again.
/// </summary>
internal sealed class EmbeddingRoom
{
    private const long MostBytes = 32L << 20;

    private long _bytes;

    /// <summary>Whether the answer to a query may be kept; if so it counts.</summary>
    /// <param name="query">The query; where its row has no replaced embeddings, the answer needs no room.</param>
    public bool Takes(Query query)
    {
        if (query.Row.Embeddings is not { } embeddings)
        {
            return true;
        }

        // Whatever else is asked of a path is asked with its gradients.
        long bytes = query.Ask == Ask.GradientSums
            ? 4L * sizeof(double) * query.Row.Length
            : (long)sizeof(float) * embeddings.Origin.Length;
        if (Interlocked.Add(ref _bytes, bytes) <= MostBytes)
        {
            return true;
        }

        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }
}
