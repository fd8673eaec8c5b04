namespace Bench.Inference;

/// <summary>
/// Spreads chunks over threads. The caller works too, so a call always makes progress, even where all other threads are busy;
/// helpers that come late find nothing left and go.
/// </summary>
internal static class ChunkScheduler
{
    /// <summary>Runs <paramref name="work"/> for 0 … <paramref name="count"/> − 1, each once, in any order.</summary>
    /// <param name="count">Number of chunks.</param>
    /// <param name="threads">Most threads to use, the caller's among them.</param>
    /// <param name="work">Safe to run on several threads at once.</param>
    /// <param name="cancellationToken">Stops the work between chunks.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static void Run(int count, int threads, Action<int> work, CancellationToken cancellationToken)
    {
        int helpers = Math.Min(threads, count) - 1;
        if (helpers <= 0)
        {
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(i);
            }

            return;
        }

        var job = new ChunkJob(count, work, cancellationToken);
        for (int i = 0; i < helpers; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        }

        job.Execute();
        job.Wait();
    }
}
