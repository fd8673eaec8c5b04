using System.Diagnostics;

namespace Bench.Performance;

/// <summary>Time that passed, and time that this process computed, all threads together.</summary>
/// <param name="Wall">Seconds on the clock.</param>
/// <param name="Cpu">Seconds of processor time.</param>
internal readonly record struct Timing(double Wall, double Cpu)
{
    // The system books the time of a thread when it stops running, which other threads do a moment after the work is done.
    private static readonly TimeSpan _settle = TimeSpan.FromMilliseconds(2);

    /// <summary>Times some work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="count">How often it is done; the result is for once.</param>
    public static Timing Of(Action work, int count = 1)
    {
        TimeSpan cpu = SettledCpu();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            work();
        }

        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Timing(wall / count, (SettledCpu() - cpu).TotalSeconds / count);
    }

    private static TimeSpan SettledCpu()
    {
        Thread.Sleep(_settle);
        return Environment.CpuUsage.TotalTime;
    }
}
