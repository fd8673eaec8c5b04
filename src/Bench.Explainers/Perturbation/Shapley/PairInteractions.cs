using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Effects of features alone and in pairs.</summary>
/// <param name="Main">Effect of every feature alone.</param>
/// <param name="Pairs">[m, m], symmetric, 0 on the diagonal: what two features have together beyond their effects alone.</param>
/// <param name="Empty">Value of the empty coalition.</param>
/// <param name="Full">Value of the full coalition.</param>
public sealed record PairInteractions(double[] Main, double[,] Pairs, double Empty, double Full)
{
    /// <summary>Computes them for a text of up to 14 features: 2ᵐ rows.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="options">Features and removal.</param>
    /// <param name="index">Which index.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">There are too many features.</exception>
    public static PairInteractions Compute(
        ExplanationRequest request, PerturbationOptions options, InteractionIndex index, CancellationToken cancellationToken = default) =>
        Of(CoalitionGame.Of(request, options, cancellationToken), index);

    /// <summary>Computes them for a game.</summary>
    internal static PairInteractions Of(CoalitionGame game, InteractionIndex index)
    {
        ShapleyLimits.RequireEnumerable(game.Count, "interactions");
        return Of(game.Count, ExactShapley.Table(game.Count, game.Values), index);
    }

    /// <summary>Computes them for a table of all coalitions' values.</summary>
    internal static PairInteractions Of(int players, double[] table, InteractionIndex index) => index == InteractionIndex.FaithShap
        ? Faithful(players, table)
        : new PairInteractions(ExactShapley.Values(players, table), SecondDifferences(players, table), table[0], table[^1]);

    /// <summary>
    /// The closed form of Tsai et al. for order 2 by Möbius coefficients a: a set S of one or two players keeps a(S) and takes from every
    /// larger set T ⊃ S the share (−1)^(2−|S|) · |S| / (2 + |S|) · C(2, |S|) · C(|T| − 1, 2) / C(|T| + 1, 2 + |S|) of a(T).
    /// </summary>
    private static PairInteractions Faithful(int players, double[] table)
    {
        double[] moebius = (double[])table.Clone();
        for (int i = 0; i < players; i++)
        {
            for (int bits = 0; bits < moebius.Length; bits++)
            {
                moebius[bits] -= (bits >> i & 1) == 1 ? moebius[bits ^ (1 << i)] : 0;
            }
        }

        double[] main = new double[players];
        double[,] pairs = new double[players, players];
        for (int bits = 1; bits < moebius.Length; bits++)
        {
            int size = int.PopCount(bits);
            double ofOne = size == 1 ? 1
                : size == 2 ? 0
                : -2.0 / 3 * ShapleyKernel.Binomial(size - 1, 2) / ShapleyKernel.Binomial(size + 1, 3);
            double ofPair = size < 2 ? 0
                : size == 2 ? 1
                : 0.5 * ShapleyKernel.Binomial(size - 1, 2) / ShapleyKernel.Binomial(size + 1, 4);
            for (int i = 0; i < players; i++)
            {
                if ((bits >> i & 1) == 0)
                {
                    continue;
                }

                main[i] += ofOne * moebius[bits];
                for (int j = 0; j < players; j++)
                {
                    pairs[i, j] += j != i && (bits >> j & 1) == 1 ? ofPair * moebius[bits] : 0;
                }
            }
        }

        return new PairInteractions(main, pairs, table[0], table[^1]);
    }

    /// <summary>Σ over S without i and j of |S|! (m − |S| − 2)! / (m − 1)! · (v(S∪ij) − v(S∪i) − v(S∪j) + v(S)).</summary>
    private static double[,] SecondDifferences(int players, double[] table)
    {
        double[,] pairs = new double[players, players];
        if (players < 2)
        {
            return pairs;
        }

        double[] weights = new double[players - 1];
        weights[0] = 1.0 / (players - 1);
        for (int s = 1; s < weights.Length; s++)
        {
            weights[s] = weights[s - 1] * s / (players - 1 - s);
        }

        for (int bits = 0; bits < table.Length; bits++)
        {
            double weight = weights[Math.Min(int.PopCount(bits), players - 2)];
            for (int i = 0; i < players; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    int both = (1 << i) | (1 << j);
                    if ((bits & both) == 0)
                    {
                        double second = table[bits | both] - table[bits | (1 << i)] - table[bits | (1 << j)] + table[bits];
                        pairs[i, j] += weight * second;
                        pairs[j, i] += weight * second;
                    }
                }
            }
        }

        return pairs;
    }
}
