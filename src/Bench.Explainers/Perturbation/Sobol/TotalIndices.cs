using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Total Sobol indices of a game whose features stay independently with probability one half: the share of the variance of its value that
/// vanishes once everything but the feature is known, by Jansen's estimator (Jansen 1999, as Fel et al. 2021 use it).
/// </summary>
/// <param name="Values">One index per feature, 0 or more; all 0 where the value never changes.</param>
/// <param name="StandardErrors">One per feature, by the delta method for the ratio of two means over the designs.</param>
/// <param name="Variance">Variance of the value.</param>
internal sealed record TotalIndices(double[] Values, double[] StandardErrors, double Variance)
{
    /// <summary>Estimates them.</summary>
    /// <param name="features">Number of features m.</param>
    /// <param name="game">Values of coalitions.</param>
    /// <param name="rows">Number of designs N, at least 2.</param>
    /// <param name="random">Source of randomness.</param>
    public static TotalIndices Estimate(
        int features, Func<IReadOnlyList<bool[]>, double[]> game, int rows, DeterministicRandom random)
    {
        var design = SobolDesign.Draw(rows, features, random);
        double[] values = game(
        [
            .. design.A,
            .. design.B,
            .. Enumerable.Range(0, features * rows).Select(k => design.Exchanged(k % rows, k / rows)),
        ]);
        ReadOnlySpan<double> plain = values.AsSpan(0, 2 * rows);
        double mean = 0;
        foreach (double value in plain)
        {
            mean += value / plain.Length;
        }

        // Each design's part of the variance: of its row of A and its row of B.
        double[] variances = [.. Enumerable.Range(0, rows).Select(j =>
            (Square(values[j] - mean) + Square(values[rows + j] - mean)) / 2)];
        double variance = variances.Average();
        double[] indices = new double[features];
        double[] errors = new double[features];
        for (int i = 0; i < features && variance > 0; i++)
        {
            double[] effects = [.. Enumerable.Range(0, rows).Select(j => Square(values[j] - values[((2 + i) * rows) + j]) / 2)];
            double index = effects.Average() / variance;
            indices[i] = index;
            errors[i] = Math.Sqrt(effects.Zip(variances).Sum(pair => Square(pair.First - (index * pair.Second))) / (rows - 1) / rows) / variance;
        }

        return new TotalIndices(indices, errors, variance);
    }

    private static double Square(double value) => value * value;
}
