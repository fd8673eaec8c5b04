namespace Bench.Evaluation;

/// <summary>Seeded bootstrap of means and of paired differences.</summary>
public static class Bootstrap
{
    /// <summary>Resamples that tables use: enough for three stable digits of an interval's ends.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>The mean of some values with a 95 % BCa interval (Efron 1987), widened for few values (Hesterberg 2015).</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static MeanEstimate Mean(ReadOnlySpan<double> values, int resamples = DefaultResamples, ulong seed = 0)
    {
        double[] column = values.ToArray();
        return column.Length < 2 ? Estimate(column, []) : Estimate(column, Resamples.Sums([column], new DrawWeights(resamples, seed))[0]);
    }

    /// <summary>The mean of <paramref name="first"/> − <paramref name="second"/> over instances, with interval and p-value.</summary>
    /// <param name="first">One finite value per instance.</param>
    /// <param name="second">One finite value for each of the same instances.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static PairedDifference Difference(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, int resamples = DefaultResamples, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        return new PairedResampler([first.ToArray(), second.ToArray()], resamples, seed).Difference(0, 1);
    }

    /// <summary>An estimate from values and their means under resampling, which are sorted in place.</summary>
    internal static MeanEstimate Estimate(double[] values, double[] resampled)
    {
        double mean = values.Length == 0 ? double.NaN : values.Average();
        if (values.Length < 2)
        {
            return new MeanEstimate(mean, double.NaN, double.NaN, values.Length, IntervalKind.None);
        }

        if (!values.AsSpan().ContainsAnyExcept(values[0]))
        {
            return new MeanEstimate(values[0], values[0], values[0], values.Length, IntervalKind.Constant);
        }

        (double low, double high, IntervalKind kind) = BcaDistribution.Interval(values, mean, resampled);
        return new MeanEstimate(mean, low, high, values.Length, kind);
    }
}
