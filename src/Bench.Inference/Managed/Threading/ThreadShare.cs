namespace Bench.Inference;

/// <summary>
/// A call's share of the threads. All calls of all models in the process share one processor: a call that is alone is cut for all threads,
/// row by row; of as many calls as there are threads each is cut into chunks as large as suit the caches. Answers do not hang on it.
/// </summary>
internal readonly struct ThreadShare : IDisposable
{
    private readonly ChunkScheduler _scheduler;

    /// <summary>Made by <see cref="ChunkScheduler.Enter"/>.</summary>
    public ThreadShare(ChunkScheduler scheduler, int threads) => (_scheduler, Threads) = (scheduler, threads);

    /// <summary>Threads that the call is cut for.</summary>
    public int Threads { get; }

    /// <inheritdoc/>
    public void Dispose() => _scheduler.Exit();
}
