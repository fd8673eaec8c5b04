using System.Runtime.ExceptionServices;

namespace Bench.Inference;

/// <summary>Chunks that several threads take one after the other.</summary>
internal sealed class ChunkJob(int chunks, Action<int> work, CancellationToken cancellationToken) : IThreadPoolWorkItem
{
    private readonly int _chunks = chunks;
    private readonly ManualResetEventSlim _finished = new();
    private int _next;
    private int _unfinished = chunks;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Takes chunks until none is left.</summary>
    public void Execute()
    {
        int chunk;
        while ((chunk = Interlocked.Increment(ref _next) - 1) < _chunks)
        {
            try
            {
                // After a failure the rest is only counted down.
                if (Volatile.Read(ref _failure) is null)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    work(chunk);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }

            if (Interlocked.Decrement(ref _unfinished) == 0)
            {
                _finished.Set();
            }
        }
    }

    /// <summary>Waits until all chunks are done, and throws the first failure.</summary>
    public void Wait()
    {
        _finished.Wait(CancellationToken.None);
        _failure?.Throw();
    }
}
