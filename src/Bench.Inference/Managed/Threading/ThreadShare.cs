namespace Bench.Inference;

/// <summary>
/// A call's share of the threads. All calls of all models in the process share one processor: a call that is alone is spread over all
/// threads, row by row; of as many calls as there are threads each keeps to its own, in chunks as large as suit the caches. Answers do not hang on it.
/// </summary>
internal readonly struct ThreadShare : IDisposable
{
    private static int _calls;

    private ThreadShare(int threads) => Threads = threads;

    /// <summary>Threads that the call may use.</summary>
    public int Threads { get; }

    /// <summary>Counts a call until it is disposed.</summary>
    /// <param name="threads">Threads that all calls together may use.</param>
    public static ThreadShare Of(int threads)
    {
        int calls = Interlocked.Increment(ref _calls);
        return new ThreadShare((threads + calls - 1) / calls);
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Decrement(ref _calls);
}
