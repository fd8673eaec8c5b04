using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How far two explanations of the same prediction agree (Krishna et al. 2022, section 3.2). The top k are those with the largest
/// absolute scores, ties to the lower index; NaN where a measure is undefined.
/// </summary>
public static class ExplanationAgreement
{
    /// <summary>Share of the top k that both have.</summary>
    /// <param name="first">Feature scores.</param>
    /// <param name="second">Feature scores of the same features.</param>
    /// <param name="k">How many, 1 to m.</param>
    public static double Features(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int k) =>
        Count(first, second, k, sameRank: false, sameSign: false);

    /// <summary>Share of the top k that both have at the same rank.</summary>
    /// <inheritdoc cref="Features"/>
    public static double RankedFeatures(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int k) =>
        Count(first, second, k, sameRank: true, sameSign: false);

    /// <summary>Share of the top k that both have with the same sign.</summary>
    /// <inheritdoc cref="Features"/>
    public static double SignedFeatures(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int k) =>
        Count(first, second, k, sameRank: false, sameSign: true);

    /// <summary>Share of the top k that both have at the same rank with the same sign.</summary>
    /// <inheritdoc cref="Features"/>
    public static double SignedRankedFeatures(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int k) =>
        Count(first, second, k, sameRank: true, sameSign: true);

    /// <summary>Spearman's correlation of the scores' ranks, ties at their average; NaN where one side is constant.</summary>
    /// <param name="first">Feature scores.</param>
    /// <param name="second">Feature scores of the same features.</param>
    public static double Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Correlation.Spearman(first, second);

    /// <summary>
    /// Share of the pairs of features that both put in the same order, equal scores being an order of their own; NaN below 2 features.
    /// </summary>
    /// <param name="first">Feature scores.</param>
    /// <param name="second">Feature scores of the same features.</param>
    public static double PairwiseOrder(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        CheckLengths(first, second);
        int same = 0;
        for (int i = 1; i < first.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                same += first[i].CompareTo(first[j]) == second[i].CompareTo(second[j]) ? 1 : 0;
            }
        }

        return same / (first.Length * (first.Length - 1) / 2.0);
    }

    private static double Count(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int k, bool sameRank, bool sameSign)
    {
        CheckLengths(first, second);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, first.Length);
        int[] a = Strongest(first, k);
        int[] b = Strongest(second, k);
        int agreed = 0;
        for (int rank = 0; rank < k; rank++)
        {
            int feature = a[rank];
            bool shared = sameRank ? b[rank] == feature : b.Contains(feature);
            agreed += shared && (!sameSign || Math.Sign(first[feature]) == Math.Sign(second[feature])) ? 1 : 0;
        }

        return (double)agreed / k;
    }

    // Ties go to the lower index, as in the metrics, so that the top k are always the same ones.
    private static int[] Strongest(ReadOnlySpan<double> scores, int k)
    {
        double[] absolute = [.. scores.ToArray().Select(Math.Abs)];
        return [.. Enumerable.Range(0, absolute.Length).OrderByDescending(i => absolute[i]).Take(k)];
    }

    private static void CheckLengths(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
}
