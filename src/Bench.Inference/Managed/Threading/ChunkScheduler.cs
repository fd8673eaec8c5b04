using System.Diagnostics;

namespace Bench.Inference;

/// <summary>
/// Spreads the chunks of all calls over the threads that may compute. Every caller lends its thread; where callers are fewer than threads,
/// or busy with something else, the thread pool helps: no thread rests while a chunk waits. Short calls go first: whoever asks for few rows
/// at a time asks often, one call after the other, and must not wait behind a call of thousands, which fills what the short ones leave.
/// </summary>
/// <param name="patience">
/// How long a caller that got its answers is expected to work with them before a helper takes its place; at once, it would push the caller
/// from its processor.
/// </param>
internal sealed class ChunkScheduler(TimeSpan patience) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ChunkJob, (int Chunks, long Arrival)> _open = new();
    private readonly Queue<long> _gone = new();
    private long _arrivals;
    private int _calls;
    private int _computing;
    private int _helpersAsked;

    /// <summary>The one of the process, whose models share one processor.</summary>
    public static ChunkScheduler Shared { get; } = new(TimeSpan.FromMilliseconds(1));

    /// <summary>Counts a call until its share is disposed.</summary>
    /// <param name="threads">Threads that may compute for all calls together.</param>
    public ThreadShare Enter(int threads)
    {
        int calls = Interlocked.Increment(ref _calls);
        return new ThreadShare(this, (threads + calls - 1) / calls);
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Exit() => Interlocked.Decrement(ref _calls);

    /// <summary>Runs <paramref name="work"/> for 0 … <paramref name="count"/> − 1, each once, in any order.</summary>
    /// <param name="count">Number of chunks.</param>
    /// <param name="threads">Threads that may compute for all calls together.</param>
    /// <param name="work">Safe to run on several threads at once.</param>
    /// <param name="cancellationToken">Stops the work between chunks.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Run(int count, int threads, Action<int> work, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return;
        }

        var job = new ChunkJob(count, threads, work, cancellationToken);
        lock (_gate)
        {
            _gone.TryDequeue(out _);
            _open.Enqueue(job, (count, _arrivals++));
            Occupy();
        }

        do
        {
            job.Rest();
            Compute(job);
        }
        // A caller that is called just as others end its last chunk is counted among those that compute until it looks once more.
        while (!job.IsFinished || !job.Rests);
        job.ThrowFailure();
    }

    /// <summary>Helps, on a thread of the pool.</summary>
    public void Execute()
    {
        bool helps;
        while (!(helps = Begin(out bool isEarly)) && isEarly)
        {
            // The thread of the pool that will help waits out the patience itself, and no more of them than may compute do:
            // a timer would need one of the pool again when it rings.
            Thread.Sleep(patience);
        }

        if (helps)
        {
            Compute(null);
        }
    }

    // Whether a helper is wanted; where not, whether one may be as soon as it is clear that a caller stays away.
    private bool Begin(out bool isEarly)
    {
        lock (_gate)
        {
            int free = First() is { } first ? first.Threads - _computing : 0;
            int kept = Kept();
            isEarly = free > 0 && free <= kept;
            bool helps = free > kept;
            _computing += helps ? 1 : 0;
            _helpersAsked -= isEarly ? 0 : 1;
            return helps;
        }
    }

    // Threads kept for callers that went a short time ago.
    private int Kept()
    {
        while (_gone.TryPeek(out long since) && Stopwatch.GetElapsedTime(since) >= patience)
        {
            _gone.Dequeue();
        }

        return _gone.Count;
    }

    // Computes until there is something better to do with the thread. A caller that was not called has none to give.
    private void Compute(ChunkJob? own)
    {
        while (Next(own) is var (job, chunk))
        {
            job.Compute(chunk);
        }
    }

    private (ChunkJob Job, int Chunk)? Next(ChunkJob? own)
    {
        lock (_gate)
        {
            if (own is { Rests: true })
            {
                return null;
            }

            // Nothing of its own is left to the caller: it goes as soon as others have done the last of it.
            ChunkJob? first = own is { Left: 0 } ? null : First();
            if (first is not null && (first == own || !first.Rests) && _computing <= first.Threads)
            {
                return (first, first.Take());
            }

            _computing--;
            Leave(own);
            Occupy();
            return null;
        }
    }

    private void Leave(ChunkJob? own)
    {
        own?.Rests = true;
        if (own is { Left: 0 })
        {
            _gone.Enqueue(Stopwatch.GetTimestamp());
        }
    }

    // Finds a thread for every one that may compute: a caller that rests, else one of the pool, which comes when it can.
    private void Occupy()
    {
        while (First() is { } first && _computing < first.Threads)
        {
            if ((first.Rests ? first : Resting()) is not { } caller)
            {
                AskHelpers(first);
                return;
            }

            _computing++;
            caller.Call();
        }
    }

    private ChunkJob? Resting() =>
        _open.UnorderedItems.Select(item => item.Element).FirstOrDefault(job => job is { Rests: true, Left: > 0 });

    private void AskHelpers(ChunkJob first)
    {
        int wanted = Math.Min(first.Threads - _computing, _open.UnorderedItems.Sum(item => item.Element.Left));
        for (; _helpersAsked < wanted; _helpersAsked++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private ChunkJob? First()
    {
        while (_open.TryPeek(out ChunkJob? job, out _))
        {
            if (job.Left > 0)
            {
                return job;
            }

            _open.Dequeue();
        }

        return null;
    }
}
