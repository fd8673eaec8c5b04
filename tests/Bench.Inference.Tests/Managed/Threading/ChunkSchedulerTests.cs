
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
        new ChunkScheduler(TimeSpan.Zero).Run(count, threads, i => Interlocked.Increment(ref runs[i]), default);
        runs.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public void Calls_make_progress_where_every_pool_thread_is_a_caller()
    {
        int done = 0;
        var scheduler = new ChunkScheduler(TimeSpan.Zero);
        Parallel.For(0, 64, _ => scheduler.Run(20, 4, _ => Interlocked.Increment(ref done), default));
        done.ShouldBe(64 * 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_failure_reaches_the_caller_when_nothing_runs_any_more(int threads)
    {
        int running = 0;
        Action work = () => new ChunkScheduler(TimeSpan.Zero).Run(
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
        Should.Throw<OperationCanceledException>(() => new ChunkScheduler(TimeSpan.Zero).Run(
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

    [Fact]
    public void A_short_call_does_not_wait_for_a_long_one()
    {
        var scheduler = new ChunkScheduler(TimeSpan.Zero);
        var order = new List<int>();
        var brief = new Thread(() => scheduler.Run(1, 1, _ => order.Add(-1), default));
        scheduler.Run(
            20,
            1,
            chunk =>
            {
                if (chunk == 0)
                {
                    brief.Start();
                    SpinWait.SpinUntil(() => brief.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
                }

                order.Add(chunk);
            },
            default);
        brief.Join();
        order.IndexOf(-1).ShouldBeInRange(1, 19);
    }

    [Fact]
    public void What_is_left_of_a_call_is_spread_when_others_end()
    {
        var scheduler = new ChunkScheduler(TimeSpan.FromMilliseconds(1));
        using var begun = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        using var together = new Barrier(2);
        var other = new Thread(() =>
        {
            scheduler.Run(1, 2, _ => begun.Wait(), default);
            ended.Set();
        });
        other.Start();
        scheduler.Run(
            3,
            2,
            chunk =>
            {
                if (chunk == 0)
                {
                    begun.Set();
                    ended.Wait();
                }
                else
                {
                    together.SignalAndWait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
                }
            },
            default);
        other.Join();
    }

    [Fact]
    public void No_thread_is_lost_among_callers_that_are_called_as_their_last_chunk_ends()
    {
        const int Threads = 3;
        var scheduler = new ChunkScheduler(TimeSpan.Zero);
        Thread[] callers = [.. Enumerable.Range(0, 8).Select(caller => new Thread(() =>
        {
            for (int i = 0; i < 5000; i++)
            {
                scheduler.Run(1 + ((caller + i) % 5), Threads, _ => Thread.SpinWait(20), default);
            }
        }))];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());

        using var together = new Barrier(Threads);
        scheduler.Run(Threads, Threads, _ => together.SignalAndWait(TimeSpan.FromMinutes(1)).ShouldBeTrue(), default);
    }
}
