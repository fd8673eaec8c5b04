namespace Bench.Reporting;

/// <summary>Spearman's rank correlation.</summary>
internal static class RankCorrelation
{
    /// <summary>The correlation of two rankings (Spearman 1904, with ties); NaN where one of them ranks all alike.</summary>
    /// <param name="first">Ranks.</param>
    /// <param name="second">Ranks of the same things.</param>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double mean = (first.Length + 1) / 2.0;
        (double product, double squares1, double squares2) = (0, 0, 0);
        for (int i = 0; i < first.Length; i++)
        {
            product += (first[i] - mean) * (second[i] - mean);
            squares1 += (first[i] - mean) * (first[i] - mean);
            squares2 += (second[i] - mean) * (second[i] - mean);
        }

        return squares1 == 0 || squares2 == 0 ? double.NaN : product / Math.Sqrt(squares1 * squares2);
    }
}
