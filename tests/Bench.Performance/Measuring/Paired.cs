namespace Bench.Performance;

/// <summary>
/// Times work between two runs of the <see cref="PeakLoop"/>, several times over, and keeps medians: what other programs take from
/// the machine, they take from both, so the ratio holds on a busy machine where the seconds do not.
/// </summary>
internal static class Paired
{
    // Long enough for the clock, short enough that the peak beside it is still the same.
    private const double LeastSeconds = 0.03;

    /// <summary>Measures.</summary>
    /// <param name="flops">Floating-point operations of the work.</param>
    /// <param name="threads">Threads that the work uses.</param>
    /// <param name="repeats">Pairs to time.</param>
    /// <param name="work">The work; it is done at least twice before it is timed.</param>
    public static Rate Measure(double flops, int threads, int repeats, Action work)
    {
        work();
        int count = Math.Max(1, (int)(LeastSeconds / Timing.Of(work).Wall));
        var pairs = new List<(Timing Peak, Timing Work)>();
        PeakLoop.Run(threads);
        for (int i = 0; i < repeats; i++)
        {
            Timing before = PeakLoop.Run(threads);
            Timing timing = Timing.Of(work, count);
            Timing after = PeakLoop.Run(threads);
            pairs.Add((new Timing((before.Wall + after.Wall) / 2, (before.Cpu + after.Cpu) / 2), timing));
        }

        double peakFlops = PeakLoop.Flops * threads;
        return new Rate(
            Seconds: pairs.Median(pair => pair.Work.Wall),
            CpuSeconds: pairs.Median(pair => pair.Work.Cpu),
            GigaFlops: pairs.Median(pair => flops / pair.Work.Wall / 1e9),
            OfPeak: pairs.Median(pair => flops / pair.Work.Wall / (peakFlops / pair.Peak.Wall)),
            OfPeakByCpu: pairs.Median(pair => flops / pair.Work.Cpu / (peakFlops / pair.Peak.Cpu)));
    }

    /// <summary>The middle value.</summary>
    public static double Median<T>(this IEnumerable<T> items, Func<T, double> value)
    {
        double[] sorted = [.. items.Select(value).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
