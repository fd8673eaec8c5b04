namespace Bench.Performance;

/// <summary>
/// A clock that moves on only while every thread of the process waits: what is waited for takes its time, what is really computed takes
/// none, and a busy machine makes it neither slower nor faster. Linux only, where the kernel tells which threads could run.
/// </summary>
internal sealed class VirtualClock : IDisposable
{
    // Twice in a row, since a thread that was woken just now may be about to wake others.
    private const int QuietLooks = 2;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(0.2);

    private readonly object _gate = new();
    private readonly PriorityQueue<Waiter, (double Until, long Order)> _waiting = new();
    private readonly Thread _thread;
    private long _order;
    private bool _stopped;

    /// <summary>Starts at 0.</summary>
    public VirtualClock()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "virtual clock" };
        _thread.Start();
    }

    /// <summary>Seconds passed.</summary>
    public double Now { get; private set; }

    /// <summary>Waits.</summary>
    /// <param name="seconds">How long.</param>
    public void Wait(double seconds)
    {
        var waiter = new Waiter();
        lock (_gate)
        {
            _waiting.Enqueue(waiter, (Now + seconds, _order++));
        }

        lock (waiter)
        {
            while (!waiter.IsDone)
            {
                Monitor.Wait(waiter);
            }
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _stopped, true);
        _thread.Join();
    }

    // Of all threads only the one that looks is running; work handed to the pool has found its thread.
    private static bool IsQuiet()
    {
        if (ThreadPool.PendingWorkItemCount > 0)
        {
            return false;
        }

        bool isOneRunning = false;
        foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            try
            {
                string stat = File.ReadAllText(Path.Combine(task, "stat"));
                bool isRunning = stat[stat.LastIndexOf(')') + 2] != 'S';
                if (isRunning && isOneRunning)
                {
                    return false;
                }

                isOneRunning |= isRunning;
            }
            catch (IOException)
            {
                // It ended just now, after something else had begun perhaps.
                return false;
            }
        }

        return true;
    }

    private void Run()
    {
        int quiet = 0;
        while (!Volatile.Read(ref _stopped))
        {
            quiet = IsQuiet() ? quiet + 1 : 0;
            if (quiet >= QuietLooks)
            {
                quiet = 0;
                Advance();
            }

            Thread.Sleep(_pause);
        }
    }

    private void Advance()
    {
        lock (_gate)
        {
            if (_waiting.TryPeek(out _, out (double Until, long Order) next))
            {
                Now = next.Until;
            }

            while (_waiting.TryPeek(out Waiter? waiter, out next) && next.Until <= Now)
            {
                _waiting.Dequeue();
                lock (waiter)
                {
                    waiter.IsDone = true;
                    Monitor.PulseAll(waiter);
                }
            }
        }
    }

    private sealed class Waiter
    {
        public bool IsDone { get; set; }
    }
}
