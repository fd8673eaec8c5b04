namespace Bench.Performance;

/// <summary>The same work on several threads at once, the caller's among them.</summary>
internal static class Together
{
    public static void Run(int threads, Action work)
    {
        if (threads == 1)
        {
            work();
            return;
        }

        using var start = new Barrier(threads);
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            work();
        }))];
        foreach (Thread other in others)
        {
            other.Start();
        }

        start.SignalAndWait();
        work();
        foreach (Thread other in others)
        {
            other.Join();
        }
    }
}
