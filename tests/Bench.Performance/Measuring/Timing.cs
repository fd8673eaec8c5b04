using System.Diagnostics;

namespace Bench.Performance;

/// <summary>Time that passed, and time that this process computed, all threads together.</summary>
/// <param name="Wall">Seconds on the clock.</param>
/// <param name="Cpu">Seconds of processor time.</param>
internal readonly record struct Timing(double Wall, double Cpu)
{
    /// <summary>Times some work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="count">How often it is done; the result is for once.</param>
    public static Timing Of(Action work, int count = 1)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            work();
        }

        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Timing(wall / count, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / count);
    }
}
