using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>
/// The bootstrap distribution of a mean, read with the bias-corrected and accelerated method (Efron 1987) and widened for few
/// values as Hesterberg (2015, section 5.3) widens percentiles: a normal quantile z becomes √(n / (n − 1)) times Student's
/// quantile with n − 1 degrees of freedom.
/// </summary>
internal static class BcaDistribution
{
    /// <summary>The 95 % interval of a mean.</summary>
    /// <param name="values">The n ≥ 2 values, not all equal.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="resampled">Their mean under every resample; sorted in place.</param>
    public static (double Low, double High, IntervalKind Kind) Interval(ReadOnlySpan<double> values, double mean, double[] resampled)
    {
        Array.Sort(resampled);
        int n = values.Length;
        double z = Math.Sqrt(n / (n - 1.0)) * Student975(n - 1);
        double bias = Normal.InvCDF(0, 1, ShareBelow(resampled, mean));
        double acceleration = Acceleration(values, mean);
        double low = CorrectedShare(-z, bias, acceleration);
        double high = CorrectedShare(z, bias, acceleration);
        return low < high
            ? (Quantile(resampled, low), Quantile(resampled, high), IntervalKind.Bca)
            : (Quantile(resampled, Normal.CDF(0, 1, -z)), Quantile(resampled, Normal.CDF(0, 1, z)), IntervalKind.Percentile);
    }

    private static double Student975(int degrees) => StudentT.InvCDF(0, 1, degrees, 0.975);

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

    private static double CorrectedShare(double z, double bias, double acceleration)
    {
        double denominator = 1 - (acceleration * (bias + z));
        return denominator > 0 ? Normal.CDF(0, 1, bias + ((bias + z) / denominator)) : double.NaN;
    }

    /// <summary>Share of the distribution below a value, ties by half, kept off 0 and 1 by half a resample.</summary>
    private static double ShareBelow(double[] sorted, double value)
    {
        // Resamples of few distinct values often hit the mean itself, but for rounding error.
        double tolerance = 1e-12 * (Math.Abs(sorted[0]) + Math.Abs(sorted[^1]) + Math.Abs(value));
        int below = 0;
        int ties = 0;
        foreach (double item in sorted)
        {
            below += item < value - tolerance ? 1 : 0;
            ties += Math.Abs(item - value) <= tolerance ? 1 : 0;
        }

        return (below + (ties / 2.0) + 0.5) / (sorted.Length + 1.0);
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = Math.Clamp((share * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
