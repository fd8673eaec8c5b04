namespace Bench.Explainers;

/// <summary>Shapley values by enumeration of all 2ᵐ coalitions (Shapley 1953).</summary>
internal static class ExactShapley
{
    /// <summary>Coalitions of one call: enough to keep a core busy, few enough to hold.</summary>
    private const int PerCall = 4096;

    /// <summary>Asks for all coalitions.</summary>
    /// <param name="players">Number of players m.</param>
    /// <param name="game">Values of coalitions.</param>
    /// <returns>2ᵐ values; bit i of the index tells whether player i takes part.</returns>
    public static double[] Table(int players, Func<IReadOnlyList<bool[]>, double[]> game)
    {
        double[] table = new double[1 << players];
        for (int start = 0; start < table.Length; start += PerCall)
        {
            int count = Math.Min(PerCall, table.Length - start);
            game([.. Enumerable.Range(start, count).Select(bits => Coalition(bits, players))]).CopyTo(table, start);
        }

        return table;
    }

    /// <summary>
    /// φᵢ = Σ over coalitions S without i of |S|! (m − |S| − 1)! / m! · (v(S ∪ i) − v(S)).
    /// </summary>
    /// <param name="players">Number of players m.</param>
    /// <param name="table">Values of all coalitions.</param>
    public static double[] Values(int players, double[] table)
    {
        // weights[s] = s! (m − s − 1)! / m!, by recurrence from 1 / m.
        double[] weights = new double[players];
        weights[0] = 1.0 / players;
        for (int s = 1; s < players; s++)
        {
            weights[s] = weights[s - 1] * s / (players - s);
        }

        double[] values = new double[players];
        for (int bits = 0; bits < table.Length; bits++)
        {
            int size = int.PopCount(bits);
            for (int i = 0; i < players; i++)
            {
                if ((bits >> i & 1) == 0)
                {
                    values[i] += weights[size] * (table[bits | (1 << i)] - table[bits]);
                }
            }
        }

        return values;
    }

    /// <summary>The coalition of the players whose bits are set.</summary>
    internal static bool[] Coalition(int bits, int players)
    {
        bool[] coalition = new bool[players];
        for (int i = 0; i < players; i++)
        {
            coalition[i] = (bits >> i & 1) == 1;
        }

        return coalition;
    }
}
