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
        return column.Length < 2 ? Estimate(column, []) : Estimate(column, ResampledMeans.Of([column], resamples, seed)[0]);
    }

    /// <summary>The mean of <paramref name="first"/> − <paramref name="second"/> over instances, with interval and p-value.</summary>
    /// <param name="first">One finite value per instance.</param>
    /// <param name="second">One finite value for each of the same instances.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static PairedDifference Difference(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, int resamples = DefaultResamples, ulong seed = 0)
    {
        double[] differences = Subtract(first, second);
        return Difference(differences, differences.Length < 2 ? [] : ResampledMeans.Of([differences], resamples, seed)[0]);
    }

    internal static double[] Subtract(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        double[] differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = first[i] - second[i];
        }

        return differences;
    }

    /// <summary>An estimate from values and their means under resampling, which are sorted in place.</summary>
    internal static MeanEstimate Estimate(double[] values, double[] resampled) =>
        Degenerate(values) ?? Estimate(values, new BcaDistribution(values, values.Average(), resampled));

    /// <summary>A difference from values and their means under resampling, which are sorted in place.</summary>
    internal static PairedDifference Difference(double[] differences, double[] resampled)
    {
        if (Degenerate(differences) is { } degenerate)
        {
            // n equal differences other than 0 are evidence as strong as n throws of a coin (sign test).
            double p = degenerate.Interval == IntervalKind.None || degenerate.Mean == 0 ? 1 : Math.Pow(2, 1 - differences.Length);
            return new PairedDifference(degenerate, p);
        }

        var distribution = new BcaDistribution(differences, differences.Average(), resampled);
        return new PairedDifference(Estimate(differences, distribution), distribution.PValueOfZero());
    }

    private static MeanEstimate Estimate(double[] values, BcaDistribution distribution)
    {
        (double low, double high, IntervalKind kind) = distribution.Interval();
        return new MeanEstimate(values.Average(), low, high, values.Length, kind);
    }

    private static MeanEstimate? Degenerate(double[] values) => values.Length switch
    {
        0 => new MeanEstimate(double.NaN, double.NaN, double.NaN, 0, IntervalKind.None),
        1 => new MeanEstimate(values[0], double.NaN, double.NaN, 1, IntervalKind.None),
        _ when !values.AsSpan().ContainsAnyExcept(values[0]) =>
            new MeanEstimate(values[0], values[0], values[0], values.Length, IntervalKind.Constant),
        _ => null,
    };
}
