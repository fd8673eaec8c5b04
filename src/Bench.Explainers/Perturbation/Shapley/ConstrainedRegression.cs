namespace Bench.Explainers;

/// <summary>
/// The weighted least-squares fit v(z) ≈ v(none) + z · φ under the constraint that φ sums to v(all) − v(none) (Covert and Lee
/// 2021): φ = A⁻¹ (b − 1 (1ᵀA⁻¹b − v(all) + v(none)) / 1ᵀA⁻¹1).
/// </summary>
internal sealed class ConstrainedRegression
{
    private readonly Cholesky _gram;
    private readonly double[] _gramInverseOne;
    private readonly double _oneGramInverseOne;

    private ConstrainedRegression(Cholesky gram, double[] gramInverseOne, double[] coefficients)
    {
        _gram = gram;
        _gramInverseOne = gramInverseOne;
        _oneGramInverseOne = gramInverseOne.Sum();
        Coefficients = coefficients;
    }

    /// <summary>φ.</summary>
    public double[] Coefficients { get; }

    /// <summary>Fits.</summary>
    /// <param name="coalitions">Rows z.</param>
    /// <param name="weights">Weight of each row.</param>
    /// <param name="values">v of each row.</param>
    /// <param name="empty">v(none).</param>
    /// <param name="full">v(all).</param>
    /// <returns>The fit, or <see langword="null"/> where the rows do not determine it.</returns>
    public static ConstrainedRegression? Fit(
        IReadOnlyList<bool[]> coalitions, IReadOnlyList<double> weights, IReadOnlyList<double> values, double empty, double full)
    {
        int m = coalitions[0].Length;
        double[,] gram = new double[m, m];
        double[] right = new double[m];
        for (int k = 0; k < coalitions.Count; k++)
        {
            bool[] z = coalitions[k];
            for (int i = 0; i < m; i++)
            {
                if (!z[i])
                {
                    continue;
                }

                right[i] += weights[k] * (values[k] - empty);
                for (int j = 0; j <= i; j++)
                {
                    gram[i, j] += z[j] ? weights[k] : 0;
                }
            }
        }

        if (Cholesky.Factorize(gram) is not { } factor)
        {
            return null;
        }

        double[] ones = new double[m];
        Array.Fill(ones, 1);
        double[] inverseOne = factor.Solve(ones);
        double[] free = factor.Solve(right);
        double excess = (free.Sum() - (full - empty)) / inverseOne.Sum();
        return new ConstrainedRegression(factor, inverseOne, [.. free.Select((value, i) => value - (excess * inverseOne[i]))]);
    }

    /// <summary>How the coefficients answer to a change of b: C u with C = A⁻¹ − A⁻¹11ᵀA⁻¹ / 1ᵀA⁻¹1.</summary>
    /// <param name="score">u.</param>
    public double[] Influence(double[] score)
    {
        double[] free = _gram.Solve(score);
        double excess = free.Sum() / _oneGramInverseOne;
        return [.. free.Select((value, i) => value - (excess * _gramInverseOne[i]))];
    }
}
