using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Total Sobol indices of a game whose features stay independently with probability one half: the share of the variance of its value that
/// remains once everything but the feature is known. Jansen's estimator (1999, as Fel et al. 2021 use it) draws a feature anew and halves
/// the squared change; a coin gives the old side again half of the time, so the feature is always turned here and a quarter taken: the same
/// expectation without that chance.
/// </summary>
/// <param name="Values">One index per feature, 0 or more; all 0 where the value never changes.</param>
/// <param name="StandardErrors">One per feature, by the delta method for the ratio of two means over the designs.</param>
/// <param name="Variance">Variance of the value.</param>
internal sealed record TotalIndices(double[] Values, double[] StandardErrors, double Variance)
{
    /// <summary>Estimates them.</summary>
    /// <param name="features">Number of features m.</param>
    /// <param name="game">Values of coalitions.</param>
    /// <param name="designs">Number of designs N, at least 2; each asks m + 1 coalitions.</param>
    /// <param name="random">Source of randomness.</param>
    public static TotalIndices Estimate(
        int features, Func<IReadOnlyList<bool[]>, double[]> game, int designs, DeterministicRandom random)
    {
        double[][] values =
            [.. game([.. SobolDesign.Draw(designs, features, random).SelectMany(SobolDesign.WithFlips)]).Chunk(features + 1)];

        // A coalition with one feature turned is as random as the coalition: all of a design tell of the variance.
        double mean = values.Average(design => design.Average());
        double[] variances = [.. values.Select(design => design.Average(value => Square(value - mean)))];
        double variance = variances.Average();
        double[] indices = new double[features];
        double[] errors = new double[features];
        for (int i = 0; i < features && variance > 0; i++)
        {
            double[] effects = [.. values.Select(design => Square(design[0] - design[1 + i]) / 4)];
            double index = effects.Average() / variance;
            indices[i] = index;
            errors[i] = Math.Sqrt(
                effects.Zip(variances).Sum(pair => Square(pair.First - (index * pair.Second))) / (designs - 1) / designs) / variance;
        }

        return new TotalIndices(indices, errors, variance);
    }

    private static double Square(double value) => value * value;
}
