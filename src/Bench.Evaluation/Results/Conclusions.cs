using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Evaluation;

/// <summary>The comparison in words: which explainer to believe, and why.</summary>
public static class Conclusions
{
    /// <summary>
    /// One sentence per family of metrics, cost aside, then how its metrics rank the explainers together, what does not beat the floor, and
    /// which metrics cannot tell explanations from random scores.
    /// </summary>
    /// <param name="table">The comparison.</param>
    public static IReadOnlyList<string> Sentences(ComparisonTable table)
    {
        ComparisonColumn[] judged = [.. table.Columns.Where(column => column.Descriptor.Family != "cost")];
        ComparisonColumn[] valid = [.. judged.Where(column => !column.FailedSelfTest)];
        return
        [
            .. judged.GroupBy(column => column.Descriptor.Family).SelectMany(family => OfFamily(table, family.Key, [.. family])),
            .. FloorSentences(table, valid),
            .. judged.Where(column => column.SelfTest?.BeatsChance == false).Select(ChanceSentence),
            .. OracleSentences(table, judged),
        ];
    }

    private static IEnumerable<string> OfFamily(ComparisonTable table, string family, ImmutableArray<ComparisonColumn> columns)
    {
        ImmutableArray<ComparisonColumn> valid = [.. columns.Where(column => !column.FailedSelfTest)];
        if (MetricSelfTest.JudgesContent(columns[0].Descriptor))
        {
            // A metric that applies to no case has nobody to be best.
            ImmutableArray<ComparisonColumn> scored = [.. valid.Where(column => column.Comparison.Means.Any(mean => mean.Count > 0))];
            yield return valid.IsEmpty ? $"{Capitalized(family)}: no metric passes its self-test on this suite."
                : BestOf(table, scored.IsEmpty ? valid : scored);
        }

        if (valid.Length > 1 && JointRanking.Of(table, family) is { } ranking && ranking.Metrics.Length > 1)
        {
            IEnumerable<string> order = Enumerable.Range(0, table.Explainers.Length).OrderBy(i => ranking.MeanRanks[i])
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{table.Explainers[i]} {ranking.MeanRanks[i]:F1}"));
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Capitalized(family)}, mean rank over {ranking.Metrics.Length} metrics: {string.Join(", ", order)} (agreement of the metrics: Kendall's W = {ranking.KendallW:F2}).");
        }
    }

    private static IEnumerable<string> OracleSentences(ComparisonTable table, IEnumerable<ComparisonColumn> columns) => columns
        .Where(column => column.SelfTest is { RanksOracleFirst: false, BeatsChance: not false })
        .Select(column => $"‡ {column.Name} prefers {Join(table.Explainers.Where((_, i) => column.IsBest(i)))} to the exact attribution: it asks for something else than the truth here.");

    private static string ChanceSentence(ComparisonColumn column)
    {
        MeanEstimate diagnosticity = column.SelfTest!.Diagnosticity;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"† {column.Name} prefers explanations to random scores in {100 * diagnosticity.Mean:F0} % of cases [{100 * diagnosticity.Low:F0}, {100 * diagnosticity.High:F0}], no more than a coin would: its other numbers say little here.");
    }

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

    private static IEnumerable<string> FloorSentences(ComparisonTable table, IEnumerable<ComparisonColumn> columns)
    {
        foreach (ComparisonColumn column in columns.Where(column => column.Floor >= 0))
        {
            string[] losers = [.. table.Explainers.Where((_, i) => column.BeatsFloor(i) == false)];
            if (losers.Length == table.Explainers.Length - 1)
            {
                yield return $"On {column.Name}, no explainer beats random scores.";
            }
            else if (losers.Length > 0)
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
