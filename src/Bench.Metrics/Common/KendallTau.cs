namespace Bench.Metrics;

/// <summary>Kendall's rank correlation.</summary>
internal static class KendallTau
{
    /// <summary>
    /// Tau-b (Kendall 1945): (C − D) / √((P − X)(P − Y)) over the P pairs, of which C agree in order, D disagree, X are tied in
    /// <paramref name="x"/> and Y in <paramref name="y"/>.
    /// </summary>
    /// <returns>A number in [−1, 1], or NaN where either side is constant.</returns>
    public static double TauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
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
}
