using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The rows of all callers that wait for a device, cut into batches of one kind and nearly one length. The shortest request goes first,
/// since whoever asks for few rows asks again; rows of others fill what it leaves of the batch.
/// </summary>
/// <param name="tokens">Most tokens of a batch; a longer row is a batch of its own.</param>
internal sealed class RowQueue(int tokens)
{
    // Cores pad rows of a batch by at most as much.
    private const double MostPadding = 0.25;

    private readonly List<RowRequest> _requests = [];

    /// <summary>Whether no row waits.</summary>
    public bool IsEmpty => _requests.Count == 0;

    /// <summary>Requests of which no row is in a batch yet.</summary>
    public int Untouched => _requests.Count(request => request.Waiting.Count == request.Queries.Count);

    /// <summary>Puts a request behind those that are as short.</summary>
    /// <param name="request">The request, of at least one query.</param>
    public void Add(RowRequest request)
    {
        int place = _requests.FindIndex(other => other.Queries.Count > request.Queries.Count);
        _requests.Insert(place < 0 ? _requests.Count : place, request);
    }

    /// <summary>The next batch, from a queue that is not empty.</summary>
    public IReadOnlyList<RowShare> Take()
    {
        Query first = _requests[0].Queries[_requests[0].Waiting[0]];
        var batch = new List<RowShare>();
        int used = 0;
        foreach (RowRequest request in _requests)
        {
            var own = new List<int>();
            foreach (int index in request.Waiting)
            {
                Query query = request.Queries[index];
                if (Suits(query, first) && (used == 0 || used + query.Row.Length <= tokens))
                {
                    own.Add(index);
                    used += query.Row.Length;
                }
            }

            if (own.Count > 0)
            {
                batch.Add(request.Take([.. own]));
            }

            if (used >= tokens - first.Row.Length)
            {
                break;
            }
        }

        Sweep();
        return batch;
    }

    /// <summary>Forgets requests of which no row waits.</summary>
    public void Sweep() => _requests.RemoveAll(request => request.Waiting.Count == 0);

    private static bool Suits(Query query, Query first)
    {
        (int shorter, int longer) = (Math.Min(query.Row.Length, first.Row.Length), Math.Max(query.Row.Length, first.Row.Length));
        return query.Ask == first.Ask && shorter >= (1 - MostPadding) * longer;
    }
}
