using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>
/// The mean of a skewed sample: Student's t, and Hall's (1992) monotone cubic transformation of it, which takes out the first-order
/// effect of skewness. Of the two the more careful counts, so that a p-value is the larger and an interval the union. The sample's
/// skewness is enlarged, because few values hardly show the tail they come from; by how much was chosen by <c>study statistics</c>.
/// </summary>
internal readonly struct Sample
{
    /// <summary>Means are shown: their intervals should hold them in 95 % of cases, neither less nor more.</summary>
    public const double OfScores = 5;

    /// <summary>Differences are judged: a false finding is worse than a missed one.</summary>
    public const double OfDifferences = 10;

    private readonly double _skewness;

    /// <summary>Takes the moments of a sample.</summary>
    /// <param name="values">n ≥ 2 values, not all equal.</param>
    /// <param name="enlargement">c, where skewness is multiplied by 1 + c / n.</param>
    public Sample(ReadOnlySpan<double> values, double enlargement)
    {
        Count = values.Length;
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        Mean = sum / Count;
        (double squares, double cubes) = (0, 0);
        foreach (double value in values)
        {
            double d = value - Mean;
            squares += d * d;
            cubes += d * d * d;
        }

        double variance = squares / Count;
        Deviation = Math.Sqrt(squares / (Count - 1));
        _skewness = cubes / Count / Math.Pow(variance, 1.5) * (1 + (enlargement / Count));
    }

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>Their mean.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation, with divisor n − 1.</summary>
    public double Deviation { get; }

    private double StandardError => Deviation / Math.Sqrt(Count);

    /// <summary>Two-sided p-value of a true mean of 0.</summary>
    public double PValue()
    {
        double t = Mean / StandardError;
        double smaller = Math.Min(Math.Abs(t), Math.Abs(Transform(t)));
        return Math.Min(1, 2 * StudentT.CDF(0, 1, Count - 1, -smaller));
    }

    /// <summary>The 95 % interval of the mean: all means that <see cref="PValue"/> would not reject at 5 %.</summary>
    public (double Low, double High) Interval()
    {
        double quantile = StudentT.InvCDF(0, 1, Count - 1, 0.975);
        double high = Math.Max(quantile, Invert(quantile));
        double low = Math.Min(-quantile, Invert(-quantile));
        return (Mean - (high * StandardError), Mean - (low * StandardError));
    }

    // Hall 1992, On the removal of skewness by transformation: g(t) = t + γ t² / (3 √n) + γ² t³ / (27 n) + γ / (6 √n).
    private double Transform(double t)
    {
        double root = Math.Sqrt(Count);
        double u = t / root;
        return root * (u + (_skewness * u * u / 3) + (_skewness * _skewness * u * u * u / 27) + (_skewness / (6 * Count)));
    }

    // γ (g / √n − γ / (6 n)) + 1 = (1 + γ u / 3)³.
    private double Invert(double transformed)
    {
        double root = Math.Sqrt(Count);
        return Math.Abs(_skewness) < 1e-9
            ? transformed
            : root * 3 / _skewness * (Math.Cbrt(1 + (_skewness * ((transformed / root) - (_skewness / (6 * Count))))) - 1);
    }
}
