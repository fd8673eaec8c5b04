using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>
/// The bootstrap distribution of a mean, read with the bias-corrected and accelerated method (Efron 1987): its interval, and the
/// p-value of "the mean is 0" that agrees with the interval. Both are widened for few values as Hesterberg (2015, section 5.3)
/// widens percentiles: a normal quantile z becomes √(n / (n − 1)) times Student's quantile with n − 1 degrees of freedom.
/// </summary>
internal sealed class BcaDistribution
{
    private readonly double[] _sorted;
    private readonly double _bias;
    private readonly double _acceleration;
    private readonly int _count;

    /// <summary>Prepares a distribution.</summary>
    /// <param name="values">The n ≥ 2 values, not all equal.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="resampled">Their mean under every resample; sorted in place.</param>
    public BcaDistribution(ReadOnlySpan<double> values, double mean, double[] resampled)
    {
        Array.Sort(resampled);
        _sorted = resampled;
        _count = values.Length;
        _bias = Normal.InvCDF(0, 1, ShareBelow(mean));
        _acceleration = Acceleration(values, mean);
    }

    /// <summary>The 95 % interval.</summary>
    public (double Low, double High, IntervalKind Kind) Interval()
    {
        double z = Math.Sqrt(_count / (_count - 1.0)) * StudentT.InvCDF(0, 1, _count - 1, 0.975);
        double low = CorrectedShare(-z);
        double high = CorrectedShare(z);
        return low < high
            ? (Quantile(low), Quantile(high), IntervalKind.Bca)
            : (Quantile(Normal.CDF(0, 1, -z)), Quantile(Normal.CDF(0, 1, z)), IntervalKind.Percentile);
    }

    /// <summary>
    /// The two-sided p-value of a mean of 0: one minus the level at which the interval starts to hold 0. It is never below what the
    /// number of resamples can resolve.
    /// </summary>
    public double PValueOfZero()
    {
        // The inverse of CorrectedShare.
        double u = Normal.InvCDF(0, 1, ShareBelow(0)) - _bias;
        double z = (u / (1 + (_acceleration * u))) - _bias;
        if (double.IsNaN(z) || 1 + (_acceleration * u) <= 0)
        {
            z = Normal.InvCDF(0, 1, ShareBelow(0));
        }

        return Math.Min(1, 2 * StudentT.CDF(0, 1, _count - 1, -Math.Abs(z) * Math.Sqrt((_count - 1.0) / _count)));
    }

    private static double Acceleration(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0;
        double cubes = 0;
        foreach (double value in values)
        {
            double d = value - mean;
            squares += d * d;
            cubes += d * d * d;
        }

        return cubes / (6 * Math.Pow(squares, 1.5));
    }

    private double CorrectedShare(double z)
    {
        double denominator = 1 - (_acceleration * (_bias + z));
        return denominator > 0 ? Normal.CDF(0, 1, _bias + ((_bias + z) / denominator)) : double.NaN;
    }

    /// <summary>Share of the distribution below a value, ties by half, kept off 0 and 1 by half a resample.</summary>
    private double ShareBelow(double value)
    {
        double below = (Bound(value, orEqual: false) + Bound(value, orEqual: true)) / 2.0;
        return (below + 0.5) / (_sorted.Length + 1.0);
    }

    private int Bound(double value, bool orEqual)
    {
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_sorted[middle] < value || (orEqual && _sorted[middle] == value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private double Quantile(double share)
    {
        double position = Math.Clamp((share * (_sorted.Length + 1)) - 1, 0, _sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((position - below) * (_sorted[above] - _sorted[below]));
    }
}
