using System.Collections.Immutable;
using System.Numerics;

namespace Bench.Evaluation;

/// <summary>Joins the rankings that several metrics give the same explainers into one.</summary>
public static class RankAggregation
{
    // 2ᵏ subsets are searched: beyond this, time and memory double with each explainer.
    private const int LargestKemeny = 20;

    /// <summary>Borda (1781): the mean rank of every explainer over metrics, 1 = best.</summary>
    /// <param name="rankings">[metrics][explainers] ranks, lower is better, equal ranks for ties.</param>
    public static double[] Borda(IReadOnlyList<double[]> rankings) =>
        [.. rankings[0].Select((_, explainer) => rankings.Average(ranking => ranking[explainer]))];

    /// <summary>
    /// Kemeny (1959): the order with the fewest disagreements with the metrics over pairs of explainers (a tie in a metric disagrees
    /// with neither order), found exactly. Among equally good orders the one that starts with the lowest index is given.
    /// </summary>
    /// <param name="rankings">[metrics][explainers] ranks, lower is better, equal ranks for ties; at most 20 explainers.</param>
    /// <returns>Explainers from first to last, and the number of disagreements.</returns>
    public static (ImmutableArray<int> Order, int Disagreements) Kemeny(IReadOnlyList<double[]> rankings)
    {
        int k = rankings[0].Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, LargestKemeny);
        int[,] against = Against(rankings, k);

        // cost[set]: fewest disagreements among and below, once the explainers outside the set stand in front of it.
        int[] cost = new int[1 << k];
        byte[] first = new byte[1 << k];
        for (int set = 1; set < cost.Length; set++)
        {
            cost[set] = int.MaxValue;
            for (int left = set; left != 0; left &= left - 1)
            {
                int leader = BitOperations.TrailingZeroCount(left);
                int rest = set & ~(1 << leader);
                int total = cost[rest] + Losses(against, leader, rest);
                if (total < cost[set])
                {
                    (cost[set], first[set]) = (total, (byte)leader);
                }
            }
        }

        var order = ImmutableArray.CreateBuilder<int>(k);
        for (int set = (1 << k) - 1; set != 0; set &= ~(1 << first[set]))
        {
            order.Add(first[set]);
        }

        return (order.MoveToImmutable(), cost[^1]);
    }

    private static int[,] Against(IReadOnlyList<double[]> rankings, int k)
    {
        int[,] against = new int[k, k];
        for (int a = 0; a < k; a++)
        {
            for (int b = 0; b < k; b++)
            {
                against[a, b] = rankings.Count(ranking => ranking[b] < ranking[a]);
            }
        }

        return against;
    }

    private static int Losses(int[,] against, int leader, int rest)
    {
        int losses = 0;
        for (int left = rest; left != 0; left &= left - 1)
        {
            losses += against[leader, BitOperations.TrailingZeroCount(left)];
        }

        return losses;
    }
}
