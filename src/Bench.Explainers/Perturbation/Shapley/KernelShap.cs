using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Kernel SHAP (Lundberg and Lee 2017) as Covert and Lee (2021) analyse it: coalitions drawn from the Shapley kernel, each
/// with its complement, and a constrained regression over them. Standard errors are those of the regression over independent pairs
/// (sandwich estimate). Where the budget holds all coalitions, all are asked once and the values are exact.
/// </summary>
internal static class KernelShap
{
    /// <summary>Pairs added between two looks at the precision.</summary>
    private const int PairsPerRound = 32;

    /// <summary>Estimates Shapley values.</summary>
    /// <param name="players">Number of players m.</param>
    /// <param name="game">Values of coalitions.</param>
    /// <param name="budget">Most coalitions, the empty and the full one included.</param>
    /// <param name="precision">Where to stop, see <see cref="ShapleyEstimate.RelativeError"/>; 0 = never.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>The estimate, or <see langword="null"/> where the drawn coalitions do not determine it.</returns>
    public static ShapleyEstimate? Estimate(
        int players, Func<IReadOnlyList<bool[]>, double[]> game, int budget, double precision, DeterministicRandom random)
    {
        double[] ends = game([new bool[players], ShapleyKernel.Complement(new bool[players])]);
        if (players == 1)
        {
            return new ShapleyEstimate([ends[1] - ends[0]], [0], ends[0], ends[1]);
        }

        if (players < 30 && 1 << players <= budget)
        {
            return Enumerate(players, game, ends);
        }

        double[] cumulative = ShapleyKernel.CumulativeSizes(players);
        var coalitions = new List<bool[]>();
        var values = new List<double>();
        int pairs = (budget - 2) / 2;
        ShapleyEstimate? estimate;
        do
        {
            int round = Math.Min(pairs - (coalitions.Count / 2), precision > 0 ? Math.Max(PairsPerRound, players) : int.MaxValue);
            List<bool[]> drawn = [.. Enumerable.Range(0, round).SelectMany(_ =>
            {
                bool[] coalition = ShapleyKernel.Draw(cumulative, random);
                return (bool[][])[coalition, ShapleyKernel.Complement(coalition)];
            })];
            coalitions.AddRange(drawn);
            values.AddRange(game(drawn));
            estimate = Solve(coalitions, values, ends);
        }
        while (coalitions.Count < 2 * pairs && (estimate is null || estimate.RelativeError > precision));

        return estimate;
    }

    private static ShapleyEstimate? Solve(List<bool[]> coalitions, List<double> values, double[] ends)
    {
        double[] weights = new double[coalitions.Count];
        Array.Fill(weights, 1);
        if (ConstrainedRegression.Fit(coalitions, weights, values, ends[0], ends[1]) is not { } fit)
        {
            return null;
        }

        int m = coalitions[0].Length;
        int pairs = coalitions.Count / 2;
        double[] variance = new double[m];
        for (int pair = 0; pair < pairs; pair++)
        {
            double[] score = new double[m];
            for (int k = 2 * pair; k < 2 * (pair + 1); k++)
            {
                AddResidual(score, coalitions[k], values[k] - ends[0], fit.Coefficients, 1);
            }

            double[] influence = fit.Influence(score);
            for (int i = 0; i < m; i++)
            {
                variance[i] += influence[i] * influence[i];
            }
        }

        // A regression's residuals are too small by what its m − 1 free coefficients fit.
        double correction = pairs > m - 1 ? (double)pairs / (pairs - (m - 1)) : double.NaN;
        double[] errors = double.IsNaN(correction) ? [] : Array.ConvertAll(variance, value => Math.Sqrt(correction * value));
        return new ShapleyEstimate(fit.Coefficients, errors, ends[0], ends[1], pairs - (m - 1));
    }

    /// <summary>Adds weight · z (v(z) − v(none) − z · φ) to a score.</summary>
    internal static void AddResidual(double[] score, bool[] coalition, double gain, double[] coefficients, double weight)
    {
        double residual = gain;
        for (int i = 0; i < coalition.Length; i++)
        {
            residual -= coalition[i] ? coefficients[i] : 0;
        }

        for (int i = 0; i < coalition.Length; i++)
        {
            score[i] += coalition[i] ? weight * residual : 0;
        }
    }

    private static ShapleyEstimate Enumerate(int players, Func<IReadOnlyList<bool[]>, double[]> game, double[] ends)
    {
        bool[][] all = [.. Enumerable.Range(1, (1 << players) - 2).Select(bits => ExactShapley.Coalition(bits, players))];
        double[] weights = Array.ConvertAll(all, z => ShapleyKernel.OfCoalition(z.Count(one => one), players));
        ConstrainedRegression fit = ConstrainedRegression.Fit(all, weights, game(all), ends[0], ends[1])!;
        return new ShapleyEstimate(fit.Coefficients, new double[players], ends[0], ends[1]);
    }
}
