namespace Bench.Evaluation;

/// <summary>
/// The paired permutation test of a mean difference (Fisher 1935; Good 2005, section 3.2.1): were there no difference, each
/// instance's difference could as well have the other sign. Exact for any distribution of scores; all 2ⁿ signs are tried where
/// they are no more than the resamples asked for.
/// </summary>
internal static class SignFlipTest
{
    /// <summary>The sign patterns for n rows.</summary>
    public static IRowWeights Signs(int rows, int resamples, ulong seed) =>
        rows < 31 && 1 << rows <= resamples ? new AllSigns(rows) : new SignWeights(resamples, seed);

    /// <summary>The two-sided p-value.</summary>
    /// <param name="differences">One difference per instance.</param>
    /// <param name="flipped">Their sum under every sign pattern of <see cref="Signs"/>.</param>
    /// <param name="scale">Largest absolute value among the scores that were subtracted, for rounding error.</param>
    public static double PValue(ReadOnlySpan<double> differences, ReadOnlySpan<double> flipped, double scale)
    {
        double observed = 0;
        foreach (double difference in differences)
        {
            observed += difference;
        }

        double threshold = Math.Abs(observed) - (1e-13 * scale * differences.Length);
        int asExtreme = 0;
        foreach (double sum in flipped)
        {
            asExtreme += Math.Abs(sum) >= threshold ? 1 : 0;
        }

        // Random patterns leave out the one observed, which counts too (Phipson and Smyth 2010).
        bool complete = differences.Length < 31 && flipped.Length == 1 << differences.Length;
        return complete ? (double)asExtreme / flipped.Length : (asExtreme + 1.0) / (flipped.Length + 1.0);
    }
}
