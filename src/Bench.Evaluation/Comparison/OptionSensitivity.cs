using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>How much one metric's ranking of the explainers hangs on its options: bins, removal, k.</summary>
/// <param name="Metric">Id of the metric.</param>
/// <param name="Variants">The metric's names with its sets of options, in order of the table.</param>
/// <param name="Leaders">For every variant the indices of the explainers with the best mean.</param>
/// <param name="LowestTau">
/// The least Kendall's tau-b between the rankings of two variants; NaN where one ranks all explainers equal.
/// </param>
/// <param name="BestPlace">For every explainer its best place over the variants, 1 = first, ties at their average.</param>
/// <param name="WorstPlace">For every explainer its worst place over the variants.</param>
public sealed record OptionSensitivity(
    string Metric,
    ImmutableArray<string> Variants,
    ImmutableArray<ImmutableArray<int>> Leaders,
    double LowestTau,
    ImmutableArray<double> BestPlace,
    ImmutableArray<double> WorstPlace)
{
    /// <summary>Looks at all families that judge explanations, cost aside.</summary>
    /// <param name="table">The comparison.</param>
    public static IEnumerable<OptionSensitivity> All(ComparisonTable table) => table.Columns
        .Select(column => column.Descriptor.Family).Where(family => family != MetricFamily.Cost).Distinct()
        .SelectMany(family => Of(table, family));

    /// <summary>
    /// Looks at the metrics of a family that the run has with several sets of options. All of them count, even those that rank alike: that
    /// they do is what is asked here.
    /// </summary>
    internal static IEnumerable<OptionSensitivity> Of(ComparisonTable table, string family) => table.Columns
        .Where(column =>
            column.Descriptor.Family == family && !column.FailedSelfTest
                && column.Comparison.Effects.Values.Any(effect => !double.IsNaN(effect)))
        .GroupBy(column => column.Descriptor.Id)
        .Where(variants => variants.Count() > 1)
        .Select(variants =>
        {
            double[][] places = [.. variants.Select(Places)];
            int[] placed = [.. Enumerable.Range(0, table.Explainers.Length).Where(i => places.All(own => !double.IsNaN(own[i])))];
            double[][] shared = [.. places.Select(own => placed.Select(i => own[i]).ToArray())];
            double[] taus = [.. shared.SelectMany((first, i) => shared.Skip(i + 1).Select(second => Correlation.TauB(first, second)))];
            return new OptionSensitivity(
                variants.Key,
                [.. variants.Select(column => column.Name)],
                [.. places.Select(own => RankingSensitivity.Leaders(own).ToImmutableArray())],
                taus.Any(double.IsNaN) ? double.NaN : taus.Min(),
                [.. places[0].Select((_, i) => places.Min(own => own[i]))],
                [.. places[0].Select((_, i) => places.Max(own => own[i]))]);
        });

    // Explainers without a place keep NaN.
    private static double[] Places(ComparisonColumn column)
    {
        double[] effects = column.Comparison.Effects.Values;
        int[] known = [.. Enumerable.Range(0, effects.Length).Where(i => !double.IsNaN(effects[i]))];
        double[] ranks = TolerantRanks.Descending([.. known.Select(i => effects[i])], column.Comparison.Effects.Tolerance);
        return [.. effects.Select((_, i) => Array.IndexOf(known, i) is >= 0 and int place ? ranks[place] : double.NaN)];
    }
}
