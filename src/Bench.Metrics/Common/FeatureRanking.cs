using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>
/// Orders features by score. Equal scores are put in an order drawn from the case's seed, the same for every explainer: by their index, an
/// explainer with few different scores would be judged by where its tokens stand in the text. Over cases the mean is that over all orders.
/// </summary>
internal static class FeatureRanking
{
    /// <summary>Feature indices from the highest score to the lowest.</summary>
    /// <param name="scores">One score per feature.</param>
    /// <param name="seed">Seed of the order of equal scores; <see langword="null"/> for the lower index first.</param>
    public static int[] Descending(ReadOnlySpan<double> scores, ulong? seed)
    {
        double[] negated = new double[scores.Length];
        int[] order = new int[scores.Length];
        int[] places = new int[scores.Length];
        for (int i = 0; i < order.Length; i++)
        {
            negated[i] = -scores[i];
            order[i] = places[i] = i;
        }

        if (seed is { } value)
        {
            new DeterministicRandom(DeterministicRandom.Derive(value, "ties")).Shuffle(places.AsSpan());
        }

        Array.Sort(order, (a, b) => negated[a].CompareTo(negated[b]) is not 0 and var byScore ? byScore : places[a].CompareTo(places[b]));
        return order;
    }

    /// <summary>Flags of the <paramref name="k"/> features with the highest scores; fewer where only positive ones count.</summary>
    /// <param name="scores">One score per feature.</param>
    /// <param name="k">How many at most.</param>
    /// <param name="onlyPositive">Whether scores of 0 and below are left out, which never makes room for others.</param>
    /// <param name="seed">Seed of the order of equal scores; <see langword="null"/> for the lower index first.</param>
    public static bool[] Top(ReadOnlySpan<double> scores, int k, bool onlyPositive, ulong? seed)
    {
        bool[] top = new bool[scores.Length];
        foreach (int feature in Descending(scores, seed).AsSpan(0, Math.Min(k, scores.Length)))
        {
            top[feature] = !onlyPositive || scores[feature] > 0;
        }

        return top;
    }

    public static bool AllFinite(ReadOnlySpan<double> scores)
    {
        foreach (double score in scores)
        {
            if (!double.IsFinite(score))
            {
                return false;
            }
        }

        return true;
    }

    public static bool AllEqual(ReadOnlySpan<double> scores) => scores.IsEmpty || !scores.ContainsAnyExcept(scores[0]);
}
