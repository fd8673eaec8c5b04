
namespace Bench.Inference.Tests;

/// <summary>Chunks over threads: each once, failures and cancelling reach the caller after all threads have stopped.</summary>
public class ChunkSchedulerTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(3, 8)]
    [InlineData(1000, 1)]
    [InlineData(1000, 4)]
    public void Every_chunk_runs_once(int count, int threads)
    {
        int[] runs = new int[count];
        ChunkScheduler.Run(count, threads, i => Interlocked.Increment(ref runs[i]), default);
        runs.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public void Calls_make_progress_where_every_pool_thread_is_a_caller()
    {
        int done = 0;
        Parallel.For(0, 64, _ => ChunkScheduler.Run(20, 4, _ => Interlocked.Increment(ref done), default));
        done.ShouldBe(64 * 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_failure_reaches_the_caller_when_nothing_runs_any_more(int threads)
    {
        int running = 0;
        Action work = () => ChunkScheduler.Run(
            100,
            threads,
            i =>
            {
                Interlocked.Increment(ref running);
                Thread.SpinWait(1000);
                Interlocked.Decrement(ref running);
                if (i == 7)
                {
                    throw new InvalidDataException("seven");
                }
            },
            default);
        Should.Throw<InvalidDataException>(work).Message.ShouldBe("seven");
        running.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Cancelling_stops_between_chunks(int threads)
    {
        using var source = new CancellationTokenSource();
        int done = 0;
        Should.Throw<OperationCanceledException>(() => ChunkScheduler.Run(
            1000,
            threads,
            _ =>
            {
                int now = Interlocked.Increment(ref done);
                if (now == 5)
                {
                    source.Cancel();
                }
                else if (now > 5)
                {
                    // Chunks taken before the fifth has cancelled; a loaded machine may stop that thread just there.
                    source.Token.WaitHandle.WaitOne();
                }
            },
            source.Token));
        done.ShouldBeInRange(5, 4 + threads);
    }
}
