namespace Bench.Evaluation;

/// <summary>
/// The interval of a mean of few-valued scores with known bounds: Wilson's (1927) score interval, with the binomial variance scaled by
/// the share of it that the scores show (quasi-likelihood: McCullagh and Nelder 1989, section 9.2). For scores of 0 and 1 it is
/// Wilson's own; where all scores are equal, the share of texts that may differ is that of no success in n trials.
/// </summary>
internal static class ScoreInterval
{
    // The square of the normal 97.5 % quantile.
    private const double Quantile2 = 1.959963984540054 * 1.959963984540054;

    /// <summary>The 95 % interval.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="range">Finite bounds that hold for all values.</param>
    public static (double Low, double High) Of(ReadOnlySpan<double> values, ScoreRange range)
    {
        int n = values.Length;
        double width = range.High - range.Low;
        double mean = 0;
        foreach (double value in values)
        {
            mean += (value - range.Low) / width;
        }

        mean /= n;
        double variance = 0;
        foreach (double value in values)
        {
            variance += Math.Pow(((value - range.Low) / width) - mean, 2) / n;
        }

        if (NumericalError.AreEqual(values))
        {
            double unseen = Quantile2 / (n + Quantile2);
            return (range.Low + (width * mean * (1 - unseen)), range.High - (width * (1 - mean) * (1 - unseen)));
        }

        // (m − μ)² ≤ z² φ μ (1 − μ) / n, solved for μ.
        double scale = Quantile2 * variance / (mean * (1 - mean)) / n;
        double center = (mean + (scale / 2)) / (1 + scale);
        double half = Math.Sqrt((scale * mean * (1 - mean)) + (scale * scale / 4)) / (1 + scale);
        return (range.Low + (width * (center - half)), range.Low + (width * (center + half)));
    }
}
