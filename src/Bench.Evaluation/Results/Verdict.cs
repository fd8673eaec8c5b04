using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The comparison in words: which explainer to believe, and why.</summary>
public static class Verdict
{
    /// <summary>One sentence per family of metrics, then what does not beat the floor.</summary>
    /// <param name="table">The comparison.</param>
    public static IReadOnlyList<string> Sentences(ComparisonTable table) =>
        [.. table.Columns.GroupBy(column => column.Descriptor.Family).Select(family => BestOf(table, [.. family])), .. FloorSentences(table)];

    private static string BestOf(ComparisonTable table, ImmutableArray<ComparisonColumn> columns)
    {
        string family = Capitalized(columns[0].Descriptor.Family);
        ILookup<int, string> wins = Enumerable.Range(0, table.Explainers.Length)
            .ToLookup(i => columns.Count(column => column.IsBest(i)), i => table.Explainers[i]);
        int most = wins.Max(group => group.Key);
        if (most == 0)
        {
            return $"{family}: too few scores to tell explainers apart.";
        }

        string among = columns.Length == 1 ? $"on {columns[0].Name}" : $"on {most} of {columns.Length} metrics";
        return $"{family}: {Join(wins[most])} {(wins[most].Count() == 1 ? "is" : "are each")} best, or not told apart from the best, {among}.";
    }

    private static IEnumerable<string> FloorSentences(ComparisonTable table)
    {
        foreach (ComparisonColumn column in table.Columns.Where(column => column.Floor >= 0 && column.Descriptor.Family != "cost"))
        {
            string[] losers = [.. table.Explainers.Where((_, i) => column.BeatsFloor(i) == false)];
            if (losers.Length > 0)
            {
                yield return $"On {column.Name}, {Join(losers)} {(losers.Length == 1 ? "does" : "do")} not beat random scores.";
            }
        }
    }

    private static string Join(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private static string Capitalized(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
