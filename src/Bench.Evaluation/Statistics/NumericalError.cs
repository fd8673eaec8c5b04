namespace Bench.Evaluation;

/// <summary>
/// How far two scores may differ by rounding alone. Models answer in single precision, and every score is made of such answers: of
/// probabilities and logits of about 1 even where the score itself is small. So the error is stated relative to 1 or to the score,
/// whichever is larger: 2⁻¹⁹, sixteen units in the last place, which is what the shipped cores differ by from double precision.
/// A difference within it is a tie; a score within it of 0 is no signal.
/// </summary>
public static class NumericalError
{
    /// <summary>The error of a score of magnitude 1 or less: 2⁻¹⁹ ≈ 1.9·10⁻⁶.</summary>
    public const double Relative = 16 * 1.1920928955078125e-7;

    /// <summary>The error of a score.</summary>
    /// <param name="magnitude">Its absolute value.</param>
    public static double Of(double magnitude) => Relative * Math.Max(1, magnitude);

    /// <summary>First less second; exactly 0 where rounding explains it, NaN where either is missing.</summary>
    /// <param name="first">A score.</param>
    /// <param name="second">Another.</param>
    public static double Difference(double first, double second)
    {
        double difference = first - second;
        return Math.Abs(difference) <= Of(Math.Max(Math.Abs(first), Math.Abs(second))) ? 0 : difference;
    }

    /// <summary>Whether scores are all 0 but for rounding, so that nothing was measured; false where there is none.</summary>
    /// <param name="scores">Scores; NaN for none.</param>
    public static bool IsNoSignal(ReadOnlySpan<double> scores)
    {
        int found = 0;
        foreach (double score in scores)
        {
            if (Math.Abs(score) > Relative)
            {
                return false;
            }

            found += double.IsNaN(score) ? 0 : 1;
        }

        return found > 0;
    }

    /// <summary>Whether values are equal but for rounding.</summary>
    /// <param name="values">At least one value, without NaN.</param>
    public static bool AreEqual(ReadOnlySpan<double> values)
    {
        (double low, double high) = (values[0], values[0]);
        foreach (double value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return Difference(high, low) == 0;
    }
}
