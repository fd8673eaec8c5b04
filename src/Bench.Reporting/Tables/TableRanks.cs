using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Places of explainers by their means.</summary>
internal static class TableRanks
{
    /// <summary>Explainers with at least two scores, best mean first.</summary>
    public static IEnumerable<int> Order(ComparisonColumn column)
    {
        IEnumerable<int> known = Enumerable.Range(0, column.Comparison.Count).Where(i => column.Comparison.Means[i].Count >= 2);
        return column.Descriptor.Direction == MetricDirection.HigherIsBetter
            ? known.OrderByDescending(i => column.Comparison.Means[i].Mean)
            : known.OrderBy(i => column.Comparison.Means[i].Mean);
    }

    /// <summary>For every explainer its place from 1; equal means share the better place; 0 where it has fewer than two scores.</summary>
    public static ImmutableArray<int> Of(ComparisonColumn column)
    {
        int[] ranks = new int[column.Comparison.Count];
        (int place, int rank, double before) = (0, 0, double.NaN);
        foreach (int explainer in Order(column))
        {
            place++;
            double mean = column.Comparison.Means[explainer].Mean;
            rank = mean == before ? rank : place;
            (ranks[explainer], before) = (rank, mean);
        }

        return [.. ranks];
    }
}
