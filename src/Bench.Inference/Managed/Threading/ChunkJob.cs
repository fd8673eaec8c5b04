using System.Runtime.ExceptionServices;

namespace Bench.Inference;

/// <summary>
/// The chunks of one call, which several threads take one after the other. The scheduler's lock guards all that is not said to be safe.
/// </summary>
/// <param name="chunks">How many there are.</param>
/// <param name="threads">Threads that may compute for all calls together.</param>
/// <param name="work">Computes a chunk.</param>
/// <param name="cancellationToken">Stops the work between chunks.</param>
internal sealed class ChunkJob(int chunks, int threads, Action<int> work, CancellationToken cancellationToken)
{
    private readonly int _chunks = chunks;
    private readonly ManualResetEventSlim _called = new();
    private int _next;
    private int _unfinished = chunks;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Threads that may compute for all calls together.</summary>
    public int Threads => threads;

    /// <summary>Chunks that nobody has taken.</summary>
    public int Left => _chunks - _next;

    /// <summary>Whether the caller rests: its thread is at hand and does not compute.</summary>
    public bool Rests { get; set; } = true;

    /// <summary>Whether every chunk is done. Safe to ask.</summary>
    public bool IsFinished => Volatile.Read(ref _unfinished) == 0;

    /// <summary>Takes the next chunk.</summary>
    public int Take() => _next++;

    /// <summary>Calls the resting caller to compute.</summary>
    public void Call()
    {
        Rests = false;
        _called.Set();
    }

    /// <summary>Lets the caller rest until it is called, or all is done. Safe, for the caller.</summary>
    public void Rest()
    {
        _called.Wait(CancellationToken.None);
        _called.Reset();
    }

    /// <summary>Computes a chunk that was taken. Safe for many threads.</summary>
    /// <param name="chunk">Its number.</param>
    public void Compute(int chunk)
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
            _called.Set();
        }
    }

    /// <summary>Throws the first failure, if there was one.</summary>
    public void ThrowFailure() => _failure?.Throw();
}
