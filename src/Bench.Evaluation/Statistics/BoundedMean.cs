using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>
/// The mean of few-valued scores with known bounds a and b, without any assumption on how they spread. A mean above μ is as likely as
/// Σ eᵢ (xᵢ − μ) + e₀ (b − μ) ≥ 0 for exponential weights e (Gaffke 2005; Phan, Thomas and Learned-Miller 2021, Towards practical mean
/// bounds for small samples): for scores of 0 and 1 this is Clopper and Pearson's exact interval (1934). The tail of the sum is
/// computed by Lugannani and Rice's saddlepoint formula (1980), so that nothing is drawn and small p-values have no floor.
/// </summary>
internal sealed class BoundedMean
{
    private readonly double[] _values;
    private readonly double[] _counts;
    private readonly ScoreRange _range;

    /// <summary>Takes a sample.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="range">Bounds that hold for all values.</param>
    public BoundedMean(ReadOnlySpan<double> values, ScoreRange range)
    {
        (double Value, int Count)[] groups = [.. values.ToArray().GroupBy(value => value).Select(group => (group.Key, group.Count()))];
        _values = [.. groups.Select(group => group.Value), 0];
        _counts = [.. groups.Select(group => (double)group.Count), 1];
        _range = range;
    }

    /// <summary>Two-sided p-value of a true mean.</summary>
    /// <param name="mean">The mean supposed.</param>
    public double PValue(double mean = 0) => Math.Min(1, 2 * Math.Min(Above(mean), Below(mean)));

    /// <summary>The 95 % interval: all means that <see cref="PValue"/> would not reject at 5 %.</summary>
    public (double Low, double High) Interval()
    {
        double mean = _values.Zip(_counts).SkipLast(1).Sum(pair => pair.First * pair.Second) / (_counts.Sum() - 1);
        return (Edge(_range.Low, mean, Below), Edge(_range.High, mean, Above));
    }

    // The chance that the mean is at least that supposed, given that the value not seen is as large as it may be; and the reverse.
    private double Above(double mean) => ChanceOfPositive(mean, _range.High);

    private double Below(double mean) => 1 - ChanceOfPositive(mean, _range.Low);

    private static double Edge(double outside, double inside, Func<double, double> chance)
    {
        if (chance(outside) > 0.025)
        {
            return outside;
        }

        for (int i = 0; i < 60; i++)
        {
            double middle = (outside + inside) / 2;
            (outside, inside) = chance(middle) < 0.025 ? (middle, inside) : (outside, middle);
        }

        return inside;
    }

    // P(Σ c-fold sums of e (x − μ) ≥ 0) with cumulants K(s) = −Σ c ln(1 − s (x − μ)).
    private double ChanceOfPositive(double mean, double unseen)
    {
        _values[^1] = unseen;
        double low = _values.Min() - mean;
        double high = _values.Max() - mean;
        if (low >= 0 || high <= 0)
        {
            return low >= 0 ? 1 : 0;
        }

        double s = Saddlepoint(mean, 1 / low, 1 / high);
        (double cumulant, double curvature) = (0, 0);
        for (int i = 0; i < _values.Length; i++)
        {
            double y = _values[i] - mean;
            double scaled = y / (1 - (s * y));
            cumulant -= _counts[i] * Math.Log(1 - (s * y));
            curvature += _counts[i] * scaled * scaled;
        }

        double r = Math.Sign(s) * Math.Sqrt(Math.Max(0, -2 * cumulant));
        double u = s * Math.Sqrt(curvature);

        // At the mean of the sum the formula is 0 / 0; its limit is ½ but for a term of order 1 / √n that no test at 5 % sees.
        return Math.Abs(r) < 1e-5 ? 0.5 : Math.Clamp(Normal.CDF(0, 1, -r) + (Normal.PDF(0, 1, r) * ((1 / u) - (1 / r))), 0, 1);
    }

    // Where K′(s) = 0: by Newton's steps, halved where they leave the bracket.
    private double Saddlepoint(double mean, double low, double high)
    {
        double s = 0;
        for (int i = 0; i < 200 && high - low > 1e-14 * (Math.Abs(high) + Math.Abs(low)); i++)
        {
            (double slope, double curvature) = (0, 0);
            for (int v = 0; v < _values.Length; v++)
            {
                double y = _values[v] - mean;
                double scaled = y / (1 - (s * y));
                slope += _counts[v] * scaled;
                curvature += _counts[v] * scaled * scaled;
            }

            (low, high) = slope > 0 ? (low, s) : (s, high);
            double next = s - (slope / curvature);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - s) <= 1e-13 * Math.Abs(next))
            {
                return next;
            }

            s = next;
        }

        return s;
    }
}
