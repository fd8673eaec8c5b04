using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Leverage SHAP (Musco and Witter 2025): coalitions enter the constrained regression with probability min(1, 2c / C(m, s)), their
/// leverage, in pairs with their complements and without repetition; the regression weighs them by Shapley kernel / probability. Small
/// and large coalitions are so taken in full, and every size gets its share.
/// </summary>
/// <remarks>
/// The paper draws once. To stop early, the sample grows in rounds: c is raised, and a pair not yet taken enters with probability
/// (p − p') / (1 − p'), where p' and p are its probabilities before and after. After every round each pair is in with probability p,
/// independently of the others, just as if the sample had been drawn at once; what was asked before is not asked again.
/// </remarks>
internal static class LeverageShap
{
    private const int Attempts = 100;

    /// <summary>Pairs added, on average, between two looks at the precision.</summary>
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

        var drawn = new List<bool[]>();
        var values = new List<double>();
        double[] probabilities = new double[players + 1];
        int most = (budget - 2) / 2;
        int pairs = 0;
        ShapleyEstimate? estimate = null;
        do
        {
            pairs = precision > 0 ? Math.Min(most, pairs + Math.Max(PairsPerRound, players)) : most;
            double[] raised = Probabilities(players, pairs);

            // A sample too small to determine a fit may do so in a later round.
            if (Grow(players, drawn, probabilities, raised, most, random) is { } added)
            {
                values.AddRange(game(Coalitions(added)));
                drawn.AddRange(added);
                probabilities = raised;
                estimate = Solve(players, drawn, probabilities, values, ends);
            }
        }
        while (pairs < most && (estimate is null || estimate.RelativeError > precision));

        return estimate;
    }

    /// <summary>
    /// The pairs that a sample gains when probabilities are raised. The number drawn is random: a draw that exceeds the budget, or after
    /// which the sample does not determine a fit, is drawn again before the model is asked.
    /// </summary>
    /// <returns>The pairs added, or <see langword="null"/> where every attempt failed.</returns>
    private static List<bool[]>? Grow(
        int players, List<bool[]> drawn, double[] before, double[] raised, int most, DeterministicRandom random)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            List<bool[]> added = Draw(players, drawn, before, raised, random);
            int count = drawn.Count + added.Count;
            if (count >= players - 1 && count <= most && Determines(players, [.. drawn, .. added], raised))
            {
                return added;
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

    private static List<bool[]> Draw(int players, List<bool[]> drawn, double[] before, double[] raised, DeterministicRandom random)
    {
        var added = new List<bool[]>();
        for (int size = 1; 2 * size <= players; size++)
        {
            HashSet<string> seen = drawn.Count == 0
                ? new(StringComparer.Ordinal)
                : new(drawn.Where(coalition => coalition.Count(one => one) == size).Select(CoalitionGame.Key), StringComparer.Ordinal);
            double available = PairsOfSize(players, size);
            if (raised[size] >= 1)
            {
                added.AddRange(Subsets(players, size).Take((int)available).Where(coalition => seen.Add(CoalitionGame.Key(coalition))));
                continue;
            }

            double wanted = seen.Count + DrawBinomial(available - seen.Count, (raised[size] - before[size]) / (1 - before[size]), random);
            while (seen.Count < wanted)
            {
                bool[] coalition = ShapleyKernel.OfSizeUniform(players, size, random);

                // Of two halves the one with the first player stands for the pair.
                coalition = 2 * size == players && !coalition[0] ? ShapleyKernel.Complement(coalition) : coalition;
                if (seen.Add(CoalitionGame.Key(coalition)))
                {
                    added.Add(coalition);
                }
            }
        }

        return added;
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

    private static bool Determines(int players, List<bool[]> pairs, double[] probabilities)
    {
        List<bool[]> coalitions = Coalitions(pairs);
        double[] weights = Weights(players, coalitions, probabilities);
        return ConstrainedRegression.Fit(coalitions, weights, new double[coalitions.Count], 0, 0) is not null;
    }

    /// <summary>Every coalition followed by its complement.</summary>
    private static List<bool[]> Coalitions(List<bool[]> pairs) =>
        [.. pairs.SelectMany(coalition => (bool[][])[coalition, ShapleyKernel.Complement(coalition)])];

    /// <summary>Shapley kernel / probability; a pair is drawn by its smaller half.</summary>
    private static double[] Weights(int players, List<bool[]> coalitions, double[] probabilities) => [.. coalitions.Select(coalition =>
    {
        int size = coalition.Count(one => one);
        return ShapleyKernel.OfCoalition(size, players) / probabilities[Math.Min(size, players - size)];
    })];

    private static ShapleyEstimate? Solve(int players, List<bool[]> pairs, double[] probabilities, List<double> values, double[] ends)
    {
        List<bool[]> coalitions = Coalitions(pairs);
        double[] weights = Weights(players, coalitions, probabilities);
        if (ConstrainedRegression.Fit(coalitions, weights, values, ends[0], ends[1]) is not { } fit)
        {
            return null;
        }

        // Pairs enter independently: each adds (1 − p) times the square of its influence (Horvitz and Thompson 1952); those taken for
        // certain add nothing. Fitted coefficients make the residuals of the others too small.
        double[] variance = new double[players];
        int chance = 0;
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            double probability = probabilities[pairs[pair].Count(one => one)];
            if (probability < 1)
            {
                chance++;
                double[] score = new double[players];
                for (int k = 2 * pair; k < 2 * (pair + 1); k++)
                {
                    KernelShap.AddResidual(score, coalitions[k], values[k] - ends[0], fit.Coefficients, weights[k]);
                }

                double[] influence = fit.Influence(score);
                for (int i = 0; i < players; i++)
                {
                    variance[i] += (1 - probability) * influence[i] * influence[i];
                }
            }
        }

        double correction = chance == 0 ? 0 : pairs.Count > players - 1 ? (double)pairs.Count / (pairs.Count - (players - 1)) : double.NaN;
        double[] errors = double.IsNaN(correction) ? [] : Array.ConvertAll(variance, value => Math.Sqrt(correction * value));
        return new ShapleyEstimate(
            fit.Coefficients, errors, ends[0], ends[1], chance == 0 ? double.NaN : pairs.Count - (players - 1));
    }
}
