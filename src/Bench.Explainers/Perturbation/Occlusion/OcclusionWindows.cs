namespace Bench.Explainers;

/// <summary>Windows that slide over a list of features.</summary>
internal static class OcclusionWindows
{
    /// <summary>The effect of taking each window away, shared by its features.</summary>
    /// <param name="game">The game.</param>
    /// <param name="window">Features in a window.</param>
    /// <param name="stride">Features from one start to the next; the last window may be cut short by the end.</param>
    /// <returns>
    /// For each feature the mean effect of the windows that cover it, the effect of every window, and the value of the full text.
    /// </returns>
    public static (double[] Features, double[] Windows, double Full) Effects(CoalitionGame game, int window, int stride)
    {
        int m = game.Count;
        var coalitions = new List<bool[]> { Without(m, 0, 0) };
        for (int start = 0; start == 0 || start - stride + window < m; start += stride)
        {
            coalitions.Add(Without(m, start, window));
        }

        double[] values = game.Values(coalitions);
        double[] effects = [.. values.Skip(1).Select(value => values[0] - value)];
        double[] sums = new double[m];
        int[] covered = new int[m];
        for (int k = 0; k < effects.Length; k++)
        {
            for (int i = k * stride; i < Math.Min(m, (k * stride) + window); i++)
            {
                sums[i] += effects[k];
                covered[i]++;
            }
        }

        return ([.. sums.Select((sum, i) => sum / covered[i])], effects, values[0]);
    }

    private static bool[] Without(int m, int start, int count)
    {
        bool[] kept = new bool[m];
        Array.Fill(kept, true);
        Array.Fill(kept, false, start, Math.Min(count, m - start));
        return kept;
    }
}
