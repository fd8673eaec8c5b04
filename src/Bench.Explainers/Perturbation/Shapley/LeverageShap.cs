using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Leverage SHAP (Musco and Witter 2025): coalitions enter the constrained regression with probability min(1, 2c / C(m, s)), their
/// leverage, in pairs with their complements and without repetition; the regression weighs them by Shapley kernel / probability. Small
/// and large coalitions are so taken in full, and every size gets its share.
/// </summary>
internal static class LeverageShap
{
    private const int Attempts = 100;

    /// <summary>Estimates Shapley values.</summary>
    /// <param name="players">Number of players m.</param>
    /// <param name="game">Values of coalitions.</param>
    /// <param name="budget">Most coalitions, the empty and the full one included.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>The estimate, or <see langword="null"/> where the drawn coalitions do not determine it.</returns>
    public static ShapleyEstimate? Estimate(
        int players, Func<IReadOnlyList<bool[]>, double[]> game, int budget, DeterministicRandom random)
    {
        double[] ends = game([new bool[players], ShapleyKernel.Complement(new bool[players])]);
        if (players == 1)
        {
            return new ShapleyEstimate([ends[1] - ends[0]], [0], ends[0], ends[1]);
        }

        // The number drawn is random around the budget: a draw that exceeds it, or does not determine a fit, is drawn again before the
        // model is asked.
        double[] probabilities = Probabilities(players, (budget - 2) / 2);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            List<(bool[] Coalition, double Probability)> pairs = Draw(players, probabilities, random);
            if (pairs.Count >= players - 1 && 2 * pairs.Count <= budget - 2 && Determines(players, pairs))
            {
                return Solve(players, pairs, game, ends);
            }
        }

        return null;
    }

    /// <summary>min(1, 2c / C(m, s)) for the sizes s = 0…m, with c such that the expected number of pairs is the one asked for.</summary>
    internal static double[] Probabilities(int players, int pairs)
    {
        double[] counts = [.. Enumerable.Range(0, players + 1).Select(size => PairsOfSize(players, size))];
        double low = 0;
        double high = counts.Max();
        for (int step = 0; step < 2000 && high - low > 1e-12 * high; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Expected(middle) > pairs ? (low, middle) : (middle, high);
        }

        return [.. Enumerable.Range(0, players + 1).Select(size => Probability(size, high))];

        double Probability(int size, double c) => Math.Min(1, 2 * c / ShapleyKernel.Binomial(players, size));

        double Expected(double c) => Enumerable.Range(1, players / 2).Sum(size => counts[size] * Probability(size, c));
    }

    /// <summary>Pairs of a coalition of size s and its complement; where both have the same size each pair counts once.</summary>
    private static double PairsOfSize(int players, int size) =>
        size == 0 || 2 * size > players ? 0 : ShapleyKernel.Binomial(players, size) / (2 * size == players ? 2 : 1);

    private static List<(bool[] Coalition, double Probability)> Draw(int players, double[] probabilities, DeterministicRandom random)
    {
        var pairs = new List<(bool[], double)>();
        for (int size = 1; 2 * size <= players; size++)
        {
            double available = PairsOfSize(players, size);
            double probability = probabilities[size];
            if (probability >= 1)
            {
                pairs.AddRange(Subsets(players, size).Take((int)available).Select(coalition => (coalition, 1.0)));
                continue;
            }

            double wanted = DrawBinomial(available, probability, random);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (seen.Count < wanted)
            {
                bool[] coalition = ShapleyKernel.OfSizeUniform(players, size, random);

                // Of two halves the one with the first player stands for the pair.
                coalition = 2 * size == players && !coalition[0] ? ShapleyKernel.Complement(coalition) : coalition;
                if (seen.Add(CoalitionGame.Key(coalition)))
                {
                    pairs.Add((coalition, probability));
                }
            }
        }

        return pairs;
    }

    /// <summary>All coalitions of one size; those with the first player come first.</summary>
    private static IEnumerable<bool[]> Subsets(int players, int size)
    {
        int[] members = [.. Enumerable.Range(0, size)];
        while (true)
        {
            bool[] coalition = new bool[players];
            foreach (int member in members)
            {
                coalition[member] = true;
            }

            yield return coalition;
            int at = size - 1;
            while (at >= 0 && members[at] == players - size + at)
            {
                at--;
            }

            if (at < 0)
            {
                yield break;
            }

            members[at]++;
            for (int i = at + 1; i < size; i++)
            {
                members[i] = members[i - 1] + 1;
            }
        }
    }

    /// <summary>Successes among n trials of probability p, by leaping from one success to the next: n may be astronomical.</summary>
    private static double DrawBinomial(double n, double p, DeterministicRandom random)
    {
        double successes = 0;
        double perFailure = Log1P(-p);
        for (double trial = 0; ; successes++)
        {
            trial += 1 + Math.Floor(Math.Log(1 - random.NextDouble()) / perFailure);
            if (!(trial <= n))
            {
                return successes;
            }
        }
    }

    /// <summary>ln(1 + x), exact for x far below the precision of 1 + x.</summary>
    private static double Log1P(double x) => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x);

    private static bool Determines(int players, List<(bool[] Coalition, double Probability)> pairs)
    {
        List<bool[]> coalitions = Coalitions(pairs);
        return ConstrainedRegression.Fit(coalitions, Weights(players, pairs, coalitions), new double[coalitions.Count], 0, 0) is not null;
    }

    private static List<bool[]> Coalitions(List<(bool[] Coalition, double Probability)> pairs) =>
        [.. pairs.SelectMany(pair => (bool[][])[pair.Coalition, ShapleyKernel.Complement(pair.Coalition)])];

    private static double[] Weights(int players, List<(bool[] Coalition, double Probability)> pairs, List<bool[]> coalitions) =>
        [.. coalitions.Select((coalition, k) => ShapleyKernel.OfCoalition(coalition.Count(one => one), players) / pairs[k / 2].Probability)];

    private static ShapleyEstimate? Solve(
        int players,
        List<(bool[] Coalition, double Probability)> pairs,
        Func<IReadOnlyList<bool[]>, double[]> game,
        double[] ends)
    {
        List<bool[]> coalitions = Coalitions(pairs);
        double[] values = game(coalitions);
        double[] weights = Weights(players, pairs, coalitions);
        if (ConstrainedRegression.Fit(coalitions, weights, values, ends[0], ends[1]) is not { } fit)
        {
            return null;
        }

        // Pairs enter independently: each adds (1 − p) times the square of its influence (Horvitz and Thompson 1952); those taken for
        // certain add nothing. Fitted coefficients make the residuals of the others too small.
        double[] variance = new double[players];
        int chance = pairs.Count(pair => pair.Probability < 1);
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            if (pairs[pair].Probability < 1)
            {
                double[] score = new double[players];
                for (int k = 2 * pair; k < 2 * (pair + 1); k++)
                {
                    KernelShap.AddResidual(score, coalitions[k], values[k] - ends[0], fit.Coefficients, weights[k]);
                }

                double[] influence = fit.Influence(score);
                for (int i = 0; i < players; i++)
                {
                    variance[i] += (1 - pairs[pair].Probability) * influence[i] * influence[i];
                }
            }
        }

        double correction = chance == 0 ? 0 : pairs.Count > players - 1 ? (double)pairs.Count / (pairs.Count - (players - 1)) : double.NaN;
        double[] errors = double.IsNaN(correction) ? [] : Array.ConvertAll(variance, value => Math.Sqrt(correction * value));
        return new ShapleyEstimate(
            fit.Coefficients, errors, ends[0], ends[1], chance == 0 ? double.NaN : pairs.Count - (players - 1));
    }
}
