namespace Bench.Metrics;

/// <summary>Orders features by score. Ties go to the lower index everywhere in this project, so that results are reproducible.</summary>
internal static class FeatureRanking
{
    /// <summary>Feature indices from the highest score to the lowest.</summary>
    public static int[] Descending(ReadOnlySpan<double> scores)
    {
        double[] negated = new double[scores.Length];
        int[] order = new int[scores.Length];
        for (int i = 0; i < order.Length; i++)
        {
            negated[i] = -scores[i];
            order[i] = i;
        }

        Array.Sort(order, (a, b) => negated[a].CompareTo(negated[b]) is not 0 and var byScore ? byScore : a.CompareTo(b));
        return order;
    }

    /// <summary>Flags of the <paramref name="k"/> features with the highest scores; fewer where only positive ones count.</summary>
    /// <param name="scores">One score per feature.</param>
    /// <param name="k">How many at most.</param>
    /// <param name="onlyPositive">Whether scores of 0 and below are left out, which never makes room for others.</param>
    public static bool[] Top(ReadOnlySpan<double> scores, int k, bool onlyPositive)
    {
        bool[] top = new bool[scores.Length];
        foreach (int feature in Descending(scores).AsSpan(0, Math.Min(k, scores.Length)))
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
