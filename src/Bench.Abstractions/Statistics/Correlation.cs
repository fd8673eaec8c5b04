namespace Bench.Abstractions;

/// <summary>
/// How alike two lists of numbers are. It stands here because metrics and statistics both need it and may not know each other.
/// </summary>
public static class Correlation
{
    /// <summary>Pearson's correlation.</summary>
    /// <param name="x">Numbers without NaN.</param>
    /// <param name="y">As many numbers.</param>
    /// <returns>A number in [−1, 1], or NaN where a list is constant up to rounding error.</returns>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
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

    /// <summary>Spearman's correlation: Pearson's of the ranks, ties at their average.</summary>
    /// <param name="x">Numbers without NaN.</param>
    /// <param name="y">As many numbers.</param>
    /// <returns>A number in [−1, 1], or NaN where a list is constant.</returns>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(Ranks.Ascending(x), Ranks.Ascending(y));

    /// <summary>
    /// Tau-b (Kendall 1945): (C − D) / √((P − X)(P − Y)) over the P pairs, of which C agree in order, D disagree, X are tied in
    /// <paramref name="x"/> and Y in <paramref name="y"/>.
    /// </summary>
    /// <param name="x">Numbers without NaN.</param>
    /// <param name="y">As many numbers.</param>
    /// <returns>A number in [−1, 1], or NaN where a list is constant.</returns>
    public static double TauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        long difference = 0;
        long untiedX = 0;
        long untiedY = 0;
        for (int i = 1; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int signX = x[i].CompareTo(x[j]);
                int signY = y[i].CompareTo(y[j]);
                difference += signX * signY;
                untiedX += signX * signX;
                untiedY += signY * signY;
            }
        }

        return difference / Math.Sqrt((double)untiedX * untiedY);
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
