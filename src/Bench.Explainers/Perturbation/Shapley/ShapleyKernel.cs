using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The weights under which a linear fit of a game gives its Shapley values (Shapley kernel, Lundberg and Lee 2017).</summary>
internal static class ShapleyKernel
{
    /// <summary>Weight of all coalitions of one size together, up to a factor: 1 / (s (m − s)).</summary>
    /// <param name="size">Size s from 1 to m − 1.</param>
    /// <param name="players">Number of players m.</param>
    public static double OfSize(int size, int players) => 1.0 / ((double)size * (players - size));

    /// <summary>Weight of one coalition: (m − 1) / (C(m, s) s (m − s)).</summary>
    /// <param name="size">Size s from 1 to m − 1.</param>
    /// <param name="players">Number of players m.</param>
    public static double OfCoalition(int size, int players) => (players - 1) * OfSize(size, players) / Binomial(players, size);

    /// <summary>C(n, k) as a floating-point number.</summary>
    /// <param name="n">Size of the set.</param>
    /// <param name="k">Size of the subsets.</param>
    public static double Binomial(int n, int k)
    {
        double result = 1;
        for (int i = 1; i <= Math.Min(k, n - k); i++)
        {
            result = result * (n - Math.Min(k, n - k) + i) / i;
        }

        return Math.Round(result);
    }

    /// <summary>Draws sizes in proportion to <see cref="OfSize"/>.</summary>
    /// <param name="players">Number of players m, at least 2.</param>
    /// <returns>Cumulative probabilities of the sizes 1 to m − 1.</returns>
    public static double[] CumulativeSizes(int players)
    {
        double[] cumulative = new double[players - 1];
        double sum = 0;
        for (int size = 1; size < players; size++)
        {
            cumulative[size - 1] = sum += OfSize(size, players);
        }

        return Array.ConvertAll(cumulative, value => value / sum);
    }

    /// <summary>Draws a coalition: a size by the kernel, then its members uniformly.</summary>
    /// <param name="cumulative">From <see cref="CumulativeSizes"/>.</param>
    /// <param name="random">Source of randomness.</param>
    public static bool[] Draw(double[] cumulative, DeterministicRandom random)
    {
        double u = random.NextDouble();
        int size = 1;
        while (size < cumulative.Length && u >= cumulative[size - 1])
        {
            size++;
        }

        return OfSizeUniform(cumulative.Length + 1, size, random);
    }

    /// <summary>A coalition of a given size, uniformly.</summary>
    /// <param name="players">Number of players m.</param>
    /// <param name="size">Its size.</param>
    /// <param name="random">Source of randomness.</param>
    public static bool[] OfSizeUniform(int players, int size, DeterministicRandom random)
    {
        bool[] coalition = new bool[players];
        for (int i = 0, left = size; left > 0; i++)
        {
            // Selection sampling: player i is taken with probability left / remaining.
            if (random.NextInt(players - i) < left)
            {
                coalition[i] = true;
                left--;
            }
        }

        return coalition;
    }

    /// <summary>The players that a coalition leaves out.</summary>
    /// <param name="coalition">The coalition.</param>
    public static bool[] Complement(bool[] coalition) => Array.ConvertAll(coalition, takesPart => !takesPart);
}
