using System.Collections.Immutable;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// A compact letter display: explainers that share a letter cannot be told apart, all others can (insert-and-absorb, Piepho 2004). The
/// letter <c>a</c> goes to the best.
/// </summary>
internal static class SignificanceLetters
{
    /// <summary>The letters of every explainer; empty where it has fewer than two scores.</summary>
    /// <param name="column">A metric's verdict.</param>
    public static ImmutableArray<string> Of(ComparisonColumn column)
    {
        MetricComparison comparison = column.Comparison;
        int[] order = [.. TableRanks.Order(column)];
        List<SortedSet<int>> groups = [[.. Enumerable.Range(0, order.Length)]];
        for (int i = 0; i < order.Length; i++)
        {
            for (int j = i + 1; j < order.Length; j++)
            {
                if (comparison.AreToldApart(order[i], order[j]))
                {
                    groups = Split(groups, i, j);
                }
            }
        }

        SortedSet<int>[] sorted = [.. groups.Where(group => group.Count > 0).OrderBy(group => group.Min).ThenBy(group => group.Max)];
        string[] letters = [.. Enumerable.Repeat("", comparison.Count)];
        foreach ((int letter, SortedSet<int> group) in sorted.Index())
        {
            foreach (int place in group)
            {
                letters[order[place]] += Letter(letter);
            }
        }

        return [.. letters];
    }

    private static List<SortedSet<int>> Split(List<SortedSet<int>> groups, int first, int second)
    {
        var result = new List<SortedSet<int>>();
        foreach (SortedSet<int> group in groups)
        {
            result.AddRange(group.Contains(first) && group.Contains(second)
                ? [[.. group.Where(i => i != first)], [.. group.Where(i => i != second)]]
                : [group]);
        }

        // No two are equal: none was inside another before, and halves of different groups differ.
        return [.. result.Where(group => !result.Exists(group.IsProperSubsetOf))];
    }

    /// <summary>The name of a group: a to z, then aa.</summary>
    internal static string Letter(int index) =>
        index < 26 ? ((char)('a' + index)).ToString() : $"{Letter((index / 26) - 1)}{Letter(index % 26)}";
}
