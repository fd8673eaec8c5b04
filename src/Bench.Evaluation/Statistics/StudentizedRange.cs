using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;

namespace Bench.Evaluation;

/// <summary>The range of k standard normal numbers: the studentized range with infinite degrees of freedom (Tukey 1953).</summary>
public static class StudentizedRange
{
    /// <summary>P(range ≤ q) = k ∫ φ(z) (Φ(z + q) − Φ(z))ᵏ⁻¹ dz, where z is the smallest number.</summary>
    /// <param name="q">The range.</param>
    /// <param name="k">How many numbers, at least 2.</param>
    public static double Cdf(double q, int k) => q <= 0 ? 0 : Math.Min(1, k * GaussLegendreRule.Integrate(
        z => Normal.PDF(0, 1, z) * Math.Pow(Normal.CDF(0, 1, z + q) - Normal.CDF(0, 1, z), k - 1), -9, 9, 128));

    /// <summary>The range that is exceeded with probability <paramref name="level"/>.</summary>
    /// <param name="level">Upper tail, for example 0.05.</param>
    /// <param name="k">How many numbers, at least 2.</param>
    public static double UpperQuantile(double level, int k) => Brent.FindRoot(q => Cdf(q, k) - (1 - level), 1e-6, 60, 1e-12);
}
