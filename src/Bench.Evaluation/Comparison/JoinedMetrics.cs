using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>The metrics of a family that have a say in its joint ranking, and the explainers that take part.</summary>
/// <param name="Columns">Metrics that count, one for each question, in order of the table.</param>
/// <param name="CountedOnce">Metrics that another one stands for.</param>
/// <param name="Explainers">
/// Explainers with a place on every metric, those judged apart and those silent on too many cases left out.
/// </param>
/// <param name="Proper">Places in <see cref="Explainers"/> of those that are neither random nor exact.</param>
internal sealed record JoinedMetrics(
    ImmutableArray<ComparisonColumn> Columns, ImmutableArray<SameQuestion> CountedOnce, ImmutableArray<int> Explainers,
    ImmutableArray<int> Proper)
{
    public static JoinedMetrics Of(ComparisonTable table, string family)
    {
        ComparisonColumn[] counted = [.. table.Columns.Where(column => column.Descriptor.Family == family && column.IsCounted)];
        ImmutableArray<ImmutableArray<ComparisonColumn>> groups = IndependentColumns.Groups(counted);
        ComparisonColumn[] columns = [.. groups.Select(group => group[0])];
        ImmutableArray<int> explainers =
            [.. Enumerable.Range(0, table.Explainers.Length).Where(i => columns.All(column => TakesPart(column, i)))];
        return new JoinedMetrics(
            [.. columns],
            [.. groups.SelectMany(group => group.Skip(1).Select(column => new SameQuestion(column.Name, group[0].Name)))],
            explainers,
            [.. explainers.Index().Where(entry => columns.All(column => !column.Floors.Contains(entry.Item) && entry.Item != column.Oracle))
                .Select(entry => entry.Index)]);
    }

    /// <summary>For every metric the places of the explainers on common ground, 1 = best, ties at their average.</summary>
    public double[][] Ranks() => Ranked(column => [.. Explainers.Select(i => column.Comparison.Effects.Values[i])]);

    /// <summary>The places in one resample of the texts.</summary>
    public double[][] Ranks(int resample) => Ranked(column => column.Comparison.Effects.Drawn(resample, Explainers));

    /// <summary>Kendall's W over the explainers proper.</summary>
    public double KendallW() => KendallW(Ranks());

    /// <summary>The same in one resample of the texts.</summary>
    public double KendallW(int resample) => KendallW(Ranks(resample));

    private static bool TakesPart(ComparisonColumn column, int explainer) => !double.IsNaN(column.Comparison.Effects.Values[explainer])
        && !column.Unsigned.Contains(explainer) && !column.Comparison.RankCoverage[explainer].IsSilent;

    private double[][] Ranked(Func<ComparisonColumn, double[]> effects) =>
        [.. Columns.Select(column => TolerantRanks.Descending(effects(column), column.Comparison.Effects.Tolerance))];

    private double KendallW(double[][] ranks) => Columns.Length < 2 || Proper.Length < 2
        ? double.NaN : FriedmanTest.Of([.. ranks.Select(row => Proper.Select(place => -row[place]).ToArray())]).KendallW;
}
