using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Ranks in which values that rounding may have parted are tied.</summary>
internal static class TolerantRanks
{
    /// <summary>
    /// Average ranks, 1 for the largest value. A value joins the tie above it where it is within the tolerance of its first.
    /// </summary>
    /// <param name="values">Values without NaN.</param>
    /// <param name="tolerance">What counts as equal.</param>
    public static double[] Descending(ReadOnlySpan<double> values, double tolerance) => Ranks.Descending(Joined(values, tolerance));

    /// <summary>The values, each replaced by the first of its tie.</summary>
    /// <param name="values">Values without NaN.</param>
    /// <param name="tolerance">What counts as equal.</param>
    public static double[] Joined(ReadOnlySpan<double> values, double tolerance)
    {
        double[] joined = values.ToArray();
        double first = double.PositiveInfinity;
        foreach (int place in Enumerable.Range(0, joined.Length).OrderByDescending(i => joined[i]).ToArray())
        {
            first = first - joined[place] <= tolerance ? first : joined[place];
            joined[place] = first;
        }

        return joined;
    }
}
