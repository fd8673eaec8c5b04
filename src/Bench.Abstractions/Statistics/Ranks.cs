namespace Bench.Abstractions;

/// <summary>Ranks with ties at their average.</summary>
public static class Ranks
{
    /// <summary>Average ranks, 1 for the smallest value.</summary>
    /// <param name="values">Values without NaN.</param>
    public static double[] Ascending(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[sorted.Length];
        foreach ((int start, int length) in TieGroups(sorted))
        {
            for (int i = start; i < start + length; i++)
            {
                ranks[order[i]] = start + ((length + 1) / 2.0);
            }
        }

        return ranks;
    }

    /// <summary>Average ranks, 1 for the largest value.</summary>
    /// <param name="values">Values without NaN.</param>
    public static double[] Descending(ReadOnlySpan<double> values)
    {
        double[] ranks = Ascending(values);
        for (int i = 0; i < ranks.Length; i++)
        {
            ranks[i] = ranks.Length + 1 - ranks[i];
        }

        return ranks;
    }

    /// <summary>Σ (t³ − t) over groups of t equal values: the correction for ties of many rank tests.</summary>
    /// <param name="values">Values in any order.</param>
    public static double TieCorrection(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return TieGroups(sorted).Sum(group => Math.Pow(group.Length, 3) - group.Length);
    }

    private static IEnumerable<(int Start, int Length)> TieGroups(double[] sorted)
    {
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            yield return (start, end - start);
        }
    }
}
