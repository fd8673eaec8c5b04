using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How much a family's joint ranking hangs on the choice of metrics: which explainer is first with other selections of them.</summary>
/// <param name="Family">The family.</param>
/// <param name="Metrics">Short names of the metrics joined.</param>
/// <param name="FirstShare">For every explainer the share of all selections in which it is first; a shared first place is shared.</param>
/// <param name="LeadersWithout">For every metric the explainers that are first without it; empty where there is one metric only.</param>
internal sealed record MetricChoice(
    string Family, ImmutableArray<string> Metrics, ImmutableArray<double> FirstShare, ImmutableArray<ImmutableArray<int>> LeadersWithout)
{
    // 2ᵐ selections are looked at.
    private const int MostMetrics = 14;

    /// <summary>Every family of a run that joins at least two metrics, cost aside.</summary>
    public static IReadOnlyList<MetricChoice> Of(ResultSet results) =>
        [.. results.Analysis.Rankings.Where(ranking => ranking.Family != "cost" && ranking.Metrics.Length is > 1 and <= MostMetrics)
            .Select(ranking => Of(results.Table, ranking))];

    private static MetricChoice Of(ComparisonTable table, JointRanking ranking)
    {
        ComparisonColumn[] columns = [.. ranking.Metrics.Select(name => table.Columns.First(column => column.Name == name))];
        double[][] ranks = [.. columns.Select(column => Ranks.Descending(
            [.. column.Comparison.Means.Select(mean => column.Descriptor.Direction == MetricDirection.HigherIsBetter ? mean.Mean : -mean.Mean)]))];
        double[] first = new double[table.Explainers.Length];
        int selections = (1 << ranks.Length) - 1;
        for (int selection = 1; selection <= selections; selection++)
        {
            ImmutableArray<int> leaders = Leaders(ranks.Where((_, m) => (selection & (1 << m)) != 0));
            foreach (int leader in leaders)
            {
                first[leader] += 1.0 / leaders.Length / selections;
            }
        }

        return new MetricChoice(
            ranking.Family,
            [.. columns.Select(column => column.Descriptor.ShortName)],
            [.. first],
            [.. ranks.Select((_, left) => Leaders(ranks.Where((_, m) => m != left)))]);
    }

    // Sums of ranks are multiples of one half, so equal ones compare as equal.
    private static ImmutableArray<int> Leaders(IEnumerable<double[]> ranks)
    {
        double[] sums = ranks.Aggregate((sum, row) => [.. sum.Zip(row, (a, b) => a + b)]);
        return [.. Enumerable.Range(0, sums.Length).Where(i => sums[i] == sums.Min())];
    }
}
