using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Unbiased Kernel SHAP (Covert and Lee 2021): the regression's matrix A is known exactly, only b is estimated, from paired
/// coalitions. With A = a I + c 11ᵀ the solution is φ = (b − mean b) / a + (v(all) − v(none)) / m, a mean over independent pairs, whose
/// covariance is known without bias too.
/// </summary>
internal static class UnbiasedKernelShap
{
    private const int PairsPerRound = 32;

    /// <summary>Estimates Shapley values.</summary>
    /// <param name="players">Number of players m.</param>
    /// <param name="game">Values of coalitions.</param>
    /// <param name="budget">Most coalitions, the empty and the full one included; at least 4.</param>
    /// <param name="precision">Where to stop, see <see cref="ShapleyEstimate.RelativeError"/>; 0 = never.</param>
    /// <param name="random">Source of randomness.</param>
    public static ShapleyEstimate Estimate(
        int players, Func<IReadOnlyList<bool[]>, double[]> game, int budget, double precision, DeterministicRandom random)
    {
        double[] ends = game([new bool[players], ShapleyKernel.Complement(new bool[players])]);
        if (players == 1)
        {
            return new ShapleyEstimate([ends[1] - ends[0]], [0], ends[0], ends[1]);
        }

        double slope = Slope(players);
        double[] cumulative = ShapleyKernel.CumulativeSizes(players);
        var moments = new RunningMoments(players);
        int pairs = (budget - 2) / 2;
        ShapleyEstimate estimate;
        do
        {
            int round = Math.Min(pairs - moments.Count, precision > 0 ? PairsPerRound : int.MaxValue);
            List<bool[]> drawn = [.. Enumerable.Range(0, round).SelectMany(_ =>
            {
                bool[] coalition = ShapleyKernel.Draw(cumulative, random);
                return (bool[][])[coalition, ShapleyKernel.Complement(coalition)];
            })];
            double[] values = game(drawn);
            for (int k = 0; k < drawn.Count; k += 2)
            {
                moments.Add(Contribution(drawn[k], values[k], values[k + 1], ends, slope));
            }

            estimate = new ShapleyEstimate(moments.Mean, moments.StandardError(), ends[0], ends[1], moments.Count - 1);
        }
        while (moments.Count < pairs && estimate.RelativeError > precision);

        return estimate;
    }

    /// <summary>
    /// a = A₁₁ − A₁₂ of A = E[z zᵀ]: a player takes part with probability 1/2, two given ones with Σ pₛ s (s − 1) / (m (m − 1)).
    /// </summary>
    internal static double Slope(int players)
    {
        double both = 0;
        double total = 0;
        for (int size = 1; size < players; size++)
        {
            double weight = ShapleyKernel.OfSize(size, players);
            total += weight;
            both += weight * size * (size - 1) / ((double)players * (players - 1));
        }

        return 0.5 - (both / total);
    }

    /// <summary>What one pair says of φ: b is the mean of z (v(z) − v(none)) over the pair.</summary>
    private static double[] Contribution(bool[] coalition, double value, double complementValue, double[] ends, double slope)
    {
        int m = coalition.Length;
        double[] b = new double[m];
        for (int i = 0; i < m; i++)
        {
            b[i] = ((coalition[i] ? value : complementValue) - ends[0]) / 2;
        }

        double mean = b.Sum() / m;
        double share = (ends[1] - ends[0]) / m;
        return Array.ConvertAll(b, element => ((element - mean) / slope) + share);
    }
}
