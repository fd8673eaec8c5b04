namespace Bench.Explainers.Tests;

/// <summary>Games given by tables; bit i of an index tells whether player i takes part.</summary>
internal static class Games
{
    public static Func<IReadOnlyList<bool[]>, double[]> Of(double[] table) => coalitions =>
        [.. coalitions.Select(coalition => table[Index(coalition)])];

    public static int Index(bool[] coalition) => coalition.Select((takesPart, i) => takesPart ? 1 << i : 0).Sum();

    /// <summary>A game with effects of all orders, the same on every machine.</summary>
    public static double[] Wild(int players, ulong seed)
    {
        var random = new Bench.Abstractions.DeterministicRandom(seed);
        double[] main = [.. Enumerable.Range(0, players).Select(_ => random.NextGaussian())];
        return [.. Enumerable.Range(0, 1 << players).Select(bits =>
            Math.Tanh(Enumerable.Range(0, players).Sum(i => (bits >> i & 1) * main[i])) + (0.2 * random.NextGaussian()))];
    }

    /// <summary>Shapley values by the definition over all orders of the players.</summary>
    public static double[] ByAllOrders(int players, double[] table)
    {
        double[] values = new double[players];
        int orders = 0;
        foreach (int[] order in Orders([.. Enumerable.Range(0, players)]))
        {
            orders++;
            int bits = 0;
            foreach (int player in order)
            {
                values[player] += table[bits | (1 << player)] - table[bits];
                bits |= 1 << player;
            }
        }

        return Array.ConvertAll(values, value => value / orders);
    }

    private static IEnumerable<int[]> Orders(int[] players) => players.Length == 0
        ? [[]]
        : players.SelectMany(first => Orders([.. players.Where(player => player != first)]).Select(rest => (int[])[first, .. rest]));
}
