using System.Collections.Immutable;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Places of explainers on common ground.</summary>
internal static class TableRanks
{
    /// <summary>Explainers with at least two scores and a place on common ground, best first.</summary>
    public static IEnumerable<int> Order(ComparisonColumn column)
    {
        ImmutableArray<int> places = Of(column);
        return Enumerable.Range(0, places.Length).Where(i => places[i] > 0).OrderBy(i => places[i]);
    }

    /// <summary>
    /// For every explainer its place from 1; those that only rounding parts share the better place; 0 where it has fewer than two scores or
    /// shares no case with the others.
    /// </summary>
    public static ImmutableArray<int> Of(ComparisonColumn column)
    {
        double[] places = [.. column.Comparison.Places().Select((place, i) => column.Comparison.Means[i].Count >= 2 ? place : double.NaN)];
        return [.. places.Select(own => double.IsNaN(own) ? 0 : 1 + places.Count(other => other < own))];
    }
}
