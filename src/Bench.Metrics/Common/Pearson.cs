namespace Bench.Metrics;

/// <summary>Pearson's correlation.</summary>
internal static class Pearson
{
    /// <summary>Correlation of two lists in [−1, 1], or NaN where one of them is constant up to rounding error.</summary>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double meanX, double meanY) = (Mean(x), Mean(y));
        (double xx, double yy, double xy) = (0, 0, 0);
        for (int i = 0; i < x.Length; i++)
        {
            (double dx, double dy) = (x[i] - meanX, y[i] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        bool constant = xx <= Noise(x.Length, meanX) || yy <= Noise(y.Length, meanY);
        return constant ? double.NaN : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }

    private static double Noise(int count, double mean) => count * Math.Pow(1e-12 * mean, 2);

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
