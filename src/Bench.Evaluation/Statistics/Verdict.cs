using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Bench.Evaluation;

/// <summary>What can be said of two explainers by one metric.</summary>
public enum VerdictKind
{
    /// <summary>The first is better: the difference cannot be noise.</summary>
    FirstBetter,

    /// <summary>The second is better.</summary>
    SecondBetter,

    /// <summary>The whole 95 % interval of the difference is too small to matter.</summary>
    Tie,

    /// <summary>Neither: more texts are needed.</summary>
    Undecided,
}

/// <summary>
/// A verdict on two explainers. "Better" needs an adjusted p-value below the level and at least 20 texts; a tie needs an interval within ±
/// the margin (two one-sided tests, Schuirmann 1987), where the margin is 0.2 standard deviations of the two explainers' scores, the upper
/// end of what Cohen (1988) calls negligible.
/// </summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Count">Texts compared.</param>
/// <param name="Needed">
/// For an undecided pair: about how many texts would decide, were the difference and spread seen the true ones.
/// </param>
public readonly record struct Verdict(VerdictKind Kind, int Count, long? Needed)
{
    /// <summary>Margin of a tie in standard deviations of the scores.</summary>
    public const double NegligibleEffect = 0.2;

    private const double Power = 0.8;

    // Fewer equal differences than this could well be chance: 2 · ½⁶ < 0.05.
    private const int FewestEqual = 6;

    /// <summary>Judges a pair.</summary>
    /// <param name="difference">First less second, oriented so that more is better.</param>
    /// <param name="adjustedPValue">Its p-value after correction.</param>
    /// <param name="pairs">Number of comparisons corrected for.</param>
    /// <param name="spread">Pooled standard deviation of the two explainers' scores.</param>
    public static Verdict Of(PairedDifference difference, double adjustedPValue, int pairs, double spread)
    {
        MeanEstimate estimate = difference.Estimate;
        double margin = NegligibleEffect * spread;
        if (adjustedPValue < MetricComparison.Level && estimate.Count >= MetricComparison.FewestTexts)
        {
            return new Verdict(estimate.Mean > 0 ? VerdictKind.FirstBetter : VerdictKind.SecondBetter, estimate.Count, null);
        }

        bool equal = difference.Deviation == 0 && estimate.Mean == 0 && estimate.Count >= FewestEqual;
        bool small = Math.Abs(estimate.Low) <= margin && Math.Abs(estimate.High) <= margin;
        return equal || small
            ? new Verdict(VerdictKind.Tie, estimate.Count, null)
            : new Verdict(VerdictKind.Undecided, estimate.Count, TextsNeeded(difference, pairs, margin));
    }

    /// <summary>
    /// The verdict as a sentence: <c>A beats B</c>, <c>A and B tie</c>, <c>A against B: undecided at n = 40; about 210 texts would
    /// decide</c>.
    /// </summary>
    /// <param name="first">Name of the first explainer.</param>
    /// <param name="second">Name of the second explainer.</param>
    public string InWords(string first, string second) => Kind switch
    {
        VerdictKind.FirstBetter => $"{first} beats {second}",
        VerdictKind.SecondBetter => $"{second} beats {first}",
        VerdictKind.Tie => $"{first} and {second} tie",
        _ when Needed is { } needed => string.Create(
            CultureInfo.InvariantCulture, $"{first} against {second}: undecided at n = {Count}; about {needed} texts would decide"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{first} against {second}: undecided at n = {Count}"),
    };

    /// <summary>
    /// The smaller of two sample sizes with 80 % power (Chow, Shao and Wang 2008, section 3.1: equality, (z(1 − α/2) + z(power))² σ²/δ²,
    /// and equivalence, with the margin less δ for δ): to find the difference seen at Bonferroni's level, or to show that it lies
    /// within the margin. Rounded to two digits and more than there are; <see langword="null"/> where nothing is known of the spread.
    /// </summary>
    private static long? TextsNeeded(PairedDifference difference, int pairs, double margin)
    {
        MeanEstimate estimate = difference.Estimate;
        if (!(difference.Deviation > 0))
        {
            return null;
        }

        double power = Normal.InvCDF(0, 1, Power);
        double found = Normal.InvCDF(0, 1, 1 - (MetricComparison.Level / (2 * pairs))) + power;
        double shown = Normal.InvCDF(0, 1, 0.975) + power;
        double toFind = Math.Pow(found * difference.Deviation / estimate.Mean, 2);
        double slack = margin - Math.Abs(estimate.Mean);
        double toShow = slack > 0 ? Math.Pow(shown * difference.Deviation / slack, 2) : double.PositiveInfinity;
        double needed = Math.Min(toFind, toShow);
        return needed < 1e9 ? Math.Max(RoundUp(Math.Max(needed, estimate.Count + 1)), MetricComparison.FewestTexts) : null;
    }

    private static long RoundUp(double count)
    {
        double unit = Math.Max(1, Math.Pow(10, Math.Floor(Math.Log10(count)) - 1));
        return (long)(Math.Ceiling(count / unit) * unit);
    }
}
