using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>What a signed-rank test found.</summary>
/// <param name="Positive">W⁺, the sum of the ranks of positive differences.</param>
/// <param name="Negative">W⁻, the sum of the ranks of negative differences.</param>
/// <param name="PValue">The p-value; 1 where every difference is 0.</param>
/// <param name="Count">Differences that are not 0.</param>
public readonly record struct SignedRankResult(double Positive, double Negative, double PValue, int Count);

/// <summary>Which departures from "symmetric about 0" count.</summary>
public enum Alternative
{
    /// <summary>Both.</summary>
    TwoSided,

    /// <summary>Differences tend to be positive.</summary>
    Greater,

    /// <summary>Differences tend to be negative.</summary>
    Less,
}

/// <summary>What becomes of differences of 0.</summary>
public enum ZeroDifferences
{
    /// <summary>They are dropped before ranking (Wilcoxon 1945).</summary>
    Drop,

    /// <summary>They take part in the ranking and are dropped after it (Pratt 1959).</summary>
    Pratt,
}

/// <summary>Wilcoxon's signed-rank test (1945) of paired differences.</summary>
public static class WilcoxonSignedRank
{
    // Up to here the exact distribution is as cheap as it is better.
    private const int LargestExact = 50;

    /// <summary>Tests differences: exactly, ties included, up to 50 of them, otherwise by the normal distribution.</summary>
    /// <param name="differences">Finite differences.</param>
    /// <param name="alternative">Which departures count.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    public static SignedRankResult Test(
        ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided, ZeroDifferences zeros = ZeroDifferences.Drop) =>
        differences.Length <= LargestExact ? Exact(differences, alternative, zeros) : Approximate(differences, alternative, zeros);

    /// <summary>The exact test: all 2ⁿ signs of the ranks found, counted by dynamic programming (midranks for ties).</summary>
    /// <param name="differences">Finite differences.</param>
    /// <param name="alternative">Which departures count.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    public static SignedRankResult Exact(
        ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided, ZeroDifferences zeros = ZeroDifferences.Drop)
    {
        var ranked = new RankedDifferences(differences, zeros);

        // Doubled ranks are whole numbers; chances[s] is the chance that the doubled W⁺ is s.
        int[] doubled = [.. ranked.Ranks.Select(rank => (int)Math.Round(2 * rank))];
        double[] chances = new double[doubled.Sum() + 1];
        chances[0] = 1;
        int reached = 0;
        foreach (int rank in doubled)
        {
            reached += rank;
            for (int s = reached; s >= 0; s--)
            {
                chances[s] = (chances[s] + (s >= rank ? chances[s - rank] : 0)) / 2;
            }
        }

        int observed = (int)Math.Round(2 * ranked.Positive);
        double upper = chances.Skip(observed).Sum();
        double lower = chances.Take(observed + 1).Sum();
        double p = alternative switch
        {
            Alternative.Greater => upper,
            Alternative.Less => lower,
            _ => 2 * Math.Min(upper, lower),
        };
        return ranked.Result(p);
    }

    /// <summary>The approximate test, with the variance corrected for ties.</summary>
    /// <param name="differences">Finite differences.</param>
    /// <param name="alternative">Which departures count.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="continuity">Whether to correct for W being a whole number.</param>
    public static SignedRankResult Approximate(
        ReadOnlySpan<double> differences,
        Alternative alternative = Alternative.TwoSided,
        ZeroDifferences zeros = ZeroDifferences.Drop,
        bool continuity = false)
    {
        var ranked = new RankedDifferences(differences, zeros);
        double mean = ranked.Ranks.Sum() / 2;
        double deviation = Math.Sqrt(ranked.Ranks.Sum(rank => rank * rank)) / 2;
        double excess = ranked.Positive - mean;
        double step = !continuity ? 0 : alternative switch
        {
            Alternative.Greater => 0.5,
            Alternative.Less => -0.5,
            _ => 0.5 * Math.Sign(excess),
        };
        double z = deviation == 0 ? 0 : (excess - step) / deviation;
        double p = alternative switch
        {
            Alternative.Greater => Normal.CDF(0, 1, -z),
            Alternative.Less => Normal.CDF(0, 1, z),
            _ => 2 * Normal.CDF(0, 1, -Math.Abs(z)),
        };
        return ranked.Result(p);
    }

    private sealed class RankedDifferences
    {
        public RankedDifferences(ReadOnlySpan<double> differences, ZeroDifferences zeros)
        {
            double[] ranked = [.. differences.ToArray().Where(difference => difference != 0 || zeros == ZeroDifferences.Pratt)];
            double[] ranks = Bench.Abstractions.Ranks.Ascending([.. ranked.Select(Math.Abs)]);
            Ranks = [.. ranks.Where((_, i) => ranked[i] != 0)];
            Positive = ranks.Where((_, i) => ranked[i] > 0).Sum();
            Negative = ranks.Where((_, i) => ranked[i] < 0).Sum();
        }

        /// <summary>Ranks of the absolute differences that are not 0.</summary>
        public double[] Ranks { get; }

        public double Positive { get; }

        public double Negative { get; }

        public SignedRankResult Result(double p) => new(Positive, Negative, Ranks.Length == 0 ? 1 : Math.Min(1, p), Ranks.Length);
    }
}
