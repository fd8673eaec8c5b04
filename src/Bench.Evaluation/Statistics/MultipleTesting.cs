namespace Bench.Evaluation;

/// <summary>Adjusts p-values of several tests, so that each can be compared with the level meant for all.</summary>
public static class MultipleTesting
{
    /// <summary>
    /// Holm (1979): controls the chance of any false finding, whatever the tests' dependence. The i-th smallest of k becomes
    /// max over j ≤ i of min(1, (k − j + 1) p_j).
    /// </summary>
    /// <param name="pValues">p-values in any order.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        int[] order = Ascending(pValues);
        double[] adjusted = new double[order.Length];
        double highest = 0;
        for (int i = 0; i < order.Length; i++)
        {
            highest = Math.Max(highest, Math.Min(1, (order.Length - i) * pValues[order[i]]));
            adjusted[order[i]] = highest;
        }

        return adjusted;
    }

    /// <summary>
    /// Benjamini and Hochberg (1995): controls the expected share of false findings among the findings. The i-th smallest of k
    /// becomes min over j ≥ i of min(1, k p_j / j).
    /// </summary>
    /// <param name="pValues">p-values in any order.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        int[] order = Ascending(pValues);
        double[] adjusted = new double[order.Length];
        double lowest = 1;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            lowest = Math.Min(lowest, order.Length * pValues[order[i]] / (i + 1));
            adjusted[order[i]] = lowest;
        }

        return adjusted;
    }

    private static int[] Ascending(ReadOnlySpan<double> values)
    {
        double[] keys = values.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        return order;
    }
}
