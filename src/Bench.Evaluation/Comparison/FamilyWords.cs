using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Evaluation;

/// <summary>What one family of metrics says of the explainers.</summary>
internal static class FamilyWords
{
    /// <summary>Who is best, and the joint ranking where there are metrics to join.</summary>
    /// <param name="table">The comparison.</param>
    /// <param name="family">The family.</param>
    /// <param name="columns">Its metrics.</param>
    public static IEnumerable<Finding> Of(ComparisonTable table, string family, ImmutableArray<ComparisonColumn> columns)
    {
        if (MetricSelfTest.JudgesContent(columns[0].Descriptor))
        {
            Finding best = Best(table, family, columns);
            yield return best with { Sentence = $"{Words.Capitalized(family)}: {best.Sentence}" };
        }

        if (JointRanking.Of(table, family) is { Metrics.Length: > 1 } ranking)
        {
            yield return Ranking(table, ranking) with { Cases = new FindingCases(ranking.Metrics[0], null) };
        }
    }

    private static Finding Best(ComparisonTable table, string family, ImmutableArray<ComparisonColumn> columns)
    {
        ComparisonColumn[] counted = [.. JoinedMetrics.Of(table, family).Columns];
        if (counted.Length == 0)
        {
            return new Finding(
                SmallSample.OfFailed(columns) is { } few ? $"{few} to tell whether any metric can be relied on."
                    : columns.Any(column => column.FailedSelfTest) ? "no metric passes its self-test on this suite."
                    : "no metric that counts has a score.", FindingKind.Caution);
        }

        var cases = new FindingCases(counted[0].Name, null);
        if (SmallSample.Of(counted) is not null)
        {
            return new Finding($"too few cases to call any explainer best {SmallSample.Count(counted)}.", FindingKind.Open)
            {
                Cases = cases,
            };
        }

        string best = Clause(table, counted, Standing.Best, "is best", "are best and equal");
        string among = Clause(table, counted, Standing.AmongBest, "is among the best", "are among the best");
        string tell = among.Length == 0 ? "" : $", not told apart{Needed(counted)}";
        return best.Length + among.Length == 0
            ? new Finding("no explainer stands unbeaten and speaks on enough cases to win.", FindingKind.Open) { Cases = cases }
            : WinnerEvidence.Add(
                new Finding($"{best}{(best.Length > 0 && among.Length > 0 ? "; " : "")}{among}{tell}.",
                    best.Length > 0 ? FindingKind.Shown : FindingKind.Open), counted);
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
            string verb = place > 0
                ? ""
                : group.Names.Length == 1 ? $"{one} " : $"{(standing == Standing.Best && columns.Length > 1 ? "are each best" : many)} ";
            string where = columns.Length == 1
                ? $"on {columns[0].Name}"
                : place > 0 ? $"on {group.Wins}" : $"on {group.Wins} of {columns.Length} metrics";
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

    private static Finding Ranking(ComparisonTable table, JointRanking ranking)
    {
        int[] places =
            [.. Enumerable.Range(0, table.Explainers.Length).Where(i => !double.IsNaN(ranking.MeanRanks[i]))
                .OrderBy(i => ranking.MeanRanks[i])];
        IEnumerable<string> order = places.Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Explainers[i]} {ranking.MeanRanks[i]:F1} [{ranking.RankIntervals[i].Low:F1}, {ranking.RankIntervals[i].High:F1}]"));
        string once = ranking.CountedOnce.IsEmpty
            ? ""
            : $"; {string.Join(", ", ranking.CountedOnce.Select(same => $"{same.Metric} counts with {same.As}"))}";
        string agreement = double.IsNaN(ranking.KendallW) ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $" (agreement of the metrics, random scores aside: Kendall's W = {ranking.KendallW:F2} [{ranking.KendallWInterval.Low:F2}, {ranking.KendallWInterval.High:F2}])");
        bool isApart = places.Length > 1 && ranking.RankIntervals[places[0]].High < ranking.RankIntervals[places[1]].Low;
        return new Finding(
            $"{Words.Capitalized(ranking.Family)}, mean rank over {ranking.Metrics.Length} metrics{once}: "
                + $"{string.Join(", ", order)}{agreement}.",
            isApart ? FindingKind.Shown : FindingKind.Open)
        {
            Evidence = isApart ? "the first's 95 % interval lies apart from the second's" : "the 95 % intervals of the first two overlap",
        };
    }
}
