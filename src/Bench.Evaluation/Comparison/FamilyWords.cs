using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Evaluation;

/// <summary>What one family of metrics says of the explainers, in words.</summary>
internal static class FamilyWords
{
    /// <summary>One sentence on who is best, and one on the joint ranking where there are metrics to join.</summary>
    /// <param name="table">The comparison.</param>
    /// <param name="family">The family.</param>
    /// <param name="columns">Its metrics.</param>
    public static IEnumerable<string> Of(ComparisonTable table, string family, ImmutableArray<ComparisonColumn> columns)
    {
        if (MetricSelfTest.JudgesContent(columns[0].Descriptor))
        {
            yield return $"{Words.Capitalized(family)}: {Best(table, family, columns)}";
        }

        if (JointRanking.Of(table, family) is { Metrics.Length: > 1 } ranking)
        {
            yield return Ranking(table, ranking);
        }
    }

    private static string Best(ComparisonTable table, string family, ImmutableArray<ComparisonColumn> columns)
    {
        ComparisonColumn[] counted = [.. JoinedMetrics.Of(table, family).Columns];
        if (counted.Length == 0)
        {
            return columns.Any(column => column.FailedSelfTest) ? "no metric passes its self-test on this suite." : "no metric that counts has a score.";
        }

        if (counted.All(column => column.Comparison.HasTooFewTexts))
        {
            return TooFew(counted);
        }

        string best = Clause(table, counted, Standing.Best, "is best", "are best and equal");
        string among = Clause(table, counted, Standing.AmongBest, "is among the best", "are among the best");
        string tell = among.Length == 0 ? "" : $", not told apart{Needed(counted)}";
        return best.Length + among.Length == 0
            ? "no explainer stands unbeaten and speaks on enough cases to win."
            : $"{best}{(best.Length > 0 && among.Length > 0 ? "; " : "")}{among}{tell}.";
    }

    // Groups explainers with the same number of metrics, the most first: "a and b are among the best on 2 of 3 metrics, c on 1".
    private static string Clause(ComparisonTable table, ComparisonColumn[] columns, Standing standing, string one, string many)
    {
        (int Wins, string[] Names)[] groups = [.. Enumerable.Range(0, table.Explainers.Length)
            .GroupBy(i => columns.Count(column => column.Standing(i) == standing))
            .Where(group => group.Key > 0)
            .OrderByDescending(group => group.Key)
            .Select(group => (group.Key, group.Select(i => table.Explainers[i]).ToArray()))];
        return string.Join(", ", groups.Select((group, place) =>
        {
            string verb = place > 0 ? "" : group.Names.Length == 1 ? $"{one} " : $"{(standing == Standing.Best && columns.Length > 1 ? "are each best" : many)} ";
            string where = columns.Length == 1 ? $"on {columns[0].Name}" : place > 0 ? $"on {group.Wins}" : $"on {group.Wins} of {columns.Length} metrics";
            return $"{Words.Join(group.Names)} {verb}{where}";
        }));
    }

    // The most texts that a pair still undecided would take, on any of the metrics; pairs that are shown to tie take no more.
    private static string Needed(IEnumerable<ComparisonColumn> columns)
    {
        long needed = columns.SelectMany(column => column.Comparison.Best.SelectMany(first => column.Comparison.Best
                .Where(second => second > first).Select(second => column.Comparison.Verdict(first, second).Needed ?? 0)))
            .DefaultIfEmpty(0).Max();
        return needed == 0 ? " (what parts them is negligible)"
            : string.Create(CultureInfo.InvariantCulture, $" (too few texts: about {needed} would do)");
    }

    private static string TooFew(ComparisonColumn[] columns)
    {
        int texts = columns.Max(column => column.Comparison.Means.Max(mean => mean.Count));
        long needed = columns.SelectMany(column => column.Comparison.Pairs.Select(pair => column.Comparison.Verdict(pair.First, pair.Second).Needed ?? 0))
            .DefaultIfEmpty(0).Order().ToArray() is var all ? all[all.Length / 2] : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"too few cases to call any explainer best (n = {texts}; about {Math.Max(needed, MetricComparison.FewestTexts)} would do).");
    }

    private static string Ranking(ComparisonTable table, JointRanking ranking)
    {
        IEnumerable<string> order = Enumerable.Range(0, table.Explainers.Length).Where(i => !double.IsNaN(ranking.MeanRanks[i]))
            .OrderBy(i => ranking.MeanRanks[i])
            .Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Explainers[i]} {ranking.MeanRanks[i]:F1} [{ranking.RankIntervals[i].Low:F1}, {ranking.RankIntervals[i].High:F1}]"));
        string once = ranking.CountedOnce.IsEmpty ? "" : $"; {string.Join(", ", ranking.CountedOnce.Select(same => $"{same.Metric} counts with {same.As}"))}";
        string agreement = double.IsNaN(ranking.KendallW) ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $" (agreement of the metrics, random scores aside: Kendall's W = {ranking.KendallW:F2} [{ranking.KendallWInterval.Low:F2}, {ranking.KendallWInterval.High:F2}])");
        return $"{Words.Capitalized(ranking.Family)}, mean rank over {ranking.Metrics.Length} metrics{once}: {string.Join(", ", order)}{agreement}.";
    }
}
