namespace Bench.Reporting;

/// <summary>Spearman's rank correlation.</summary>
internal static class RankCorrelation
{
    /// <summary>Ranks from 1, smallest first; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
        }

        return ranks;
    }

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
