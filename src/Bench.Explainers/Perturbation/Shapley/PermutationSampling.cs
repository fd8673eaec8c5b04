using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Shapley values as mean marginal contributions over random orders (Castro, Gómez and Tejada 2009), each order taken forwards and
/// backwards (antithetic pairs: Mitchell et al. 2022). Pairs are independent, so their spread gives standard errors; the
/// contributions of every order sum to v(all) − v(none), so the estimate does too.
/// </summary>
internal static class PermutationSampling
{
    private const int PairsPerRound = 16;

    /// <summary>Estimates them.</summary>
    /// <param name="players">Number of players m.</param>
    /// <param name="game">Values of coalitions.</param>
    /// <param name="pairs">Most pairs of orders; a pair asks 2 (m − 1) coalitions.</param>
    /// <param name="precision">Where to stop, see <see cref="ShapleyEstimate.RelativeError"/>; 0 = never.</param>
    /// <param name="random">Source of randomness.</param>
    public static ShapleyEstimate Estimate(
        int players, Func<IReadOnlyList<bool[]>, double[]> game, int pairs, double precision, DeterministicRandom random)
    {
        var moments = new RunningMoments(players);
        ShapleyEstimate estimate;
        do
        {
            int round = Math.Min(pairs - moments.Count, precision > 0 ? PairsPerRound : int.MaxValue);
            int[][] orders = [.. Enumerable.Range(0, round).SelectMany(_ => Pair(players, random))];
            double[] values = game([.. orders.SelectMany(order => Chain(order))]);
            double[] contributions = new double[players];
            for (int pair = 0; pair < round; pair++)
            {
                Array.Clear(contributions);
                for (int k = 2 * pair; k < 2 * (pair + 1); k++)
                {
                    for (int step = 0; step < players; step++)
                    {
                        int at = (k * (players + 1)) + step;
                        contributions[orders[k][step]] += (values[at + 1] - values[at]) / 2;
                    }
                }

                moments.Add(contributions);
            }

            // Every order starts from the empty coalition and ends with the full one; a lone player has nothing to be uncertain of.
            estimate = new ShapleyEstimate(
                moments.Mean,
                players == 1 ? [0] : moments.StandardError(),
                values[0],
                values[players],
                players == 1 ? double.NaN : moments.Count - 1);
        }
        while (moments.Count < pairs && estimate.RelativeError > precision);

        return estimate;
    }

    private static IEnumerable<int[]> Pair(int players, DeterministicRandom random)
    {
        int[] order = [.. Enumerable.Range(0, players)];
        random.Shuffle<int>(order);
        return [order, [.. order.Reverse()]];
    }

    /// <summary>The m + 1 coalitions that grow from nobody to everybody in an order.</summary>
    private static IEnumerable<bool[]> Chain(int[] order)
    {
        bool[] coalition = new bool[order.Length];
        yield return (bool[])coalition.Clone();
        foreach (int player in order)
        {
            coalition[player] = true;
            yield return (bool[])coalition.Clone();
        }
    }
}
