using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>One ranking of the explainers from several metrics of a family, and how far those agree.</summary>
public sealed record JointRanking
{
    // Kemeny's order is searched over all subsets, see RankAggregation.
    private const int LargestKemeny = 20;

    /// <summary>The family of the metrics.</summary>
    public required string Family { get; init; }

    /// <summary>The metrics that were joined: those of the family that beat chance and have a score for every explainer.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>Borda's mean rank of every explainer, 1 = best, ties at their average.</summary>
    public required ImmutableArray<double> MeanRanks { get; init; }

    /// <summary>Kemeny's order, from first to last: the one that contradicts the metrics on the fewest pairs. Empty beyond 20 explainers.</summary>
    public required ImmutableArray<int> Kemeny { get; init; }

    /// <summary>Pairs of explainers, counted per metric, on which a metric contradicts <see cref="Kemeny"/>.</summary>
    public required int Disagreements { get; init; }

    /// <summary>
    /// Kendall's W in [0, 1]: 1 where all metrics rank alike. NaN where there is one metric only, or every metric ranks all explainers
    /// equal.
    /// </summary>
    public required double KendallW { get; init; }

    /// <summary>Joins the metrics of a family by the explainers' means.</summary>
    /// <param name="table">The comparison.</param>
    /// <param name="family">The family.</param>
    /// <returns><see langword="null"/> where there is no metric to join, or fewer than two explainers.</returns>
    public static JointRanking? Of(ComparisonTable table, string family)
    {
        ComparisonColumn[] columns = Joined(table, family);
        if (columns.Length == 0 || table.Explainers.Length < 2)
        {
            return null;
        }

        double[][] means = MeansOf(columns);
        double[][] ranks = RanksOf(columns);
        (ImmutableArray<int> order, int disagreements) = table.Explainers.Length <= LargestKemeny ? RankAggregation.Kemeny(ranks) : ([], 0);
        return new JointRanking
        {
            Family = family,
            Metrics = [.. columns.Select(column => column.Name)],
            MeanRanks = [.. RankAggregation.Borda(ranks)],
            Kemeny = order,
            Disagreements = disagreements,
            KendallW = columns.Length == 1 ? double.NaN : FriedmanTest.Of(means).KendallW,
        };
    }

    /// <summary>The metrics of a family that have a say: they passed their self-test and have a score for every explainer.</summary>
    internal static ComparisonColumn[] Joined(ComparisonTable table, string family) => [.. table.Columns.Where(column =>
        column.Descriptor.Family == family && !column.FailedSelfTest && column.Comparison.Means.All(mean => mean.Count > 0))];

    /// <summary>For every metric the places of the explainers by their means, 1 = best, ties at their average.</summary>
    internal static double[][] RanksOf(ComparisonColumn[] columns) => [.. MeansOf(columns).Select(row => Ranks.Descending(row))];

    // Turned so that more is better.
    private static double[][] MeansOf(ComparisonColumn[] columns) =>
        [.. columns.Select(column => column.Comparison.Means.Select(mean => column.Sign * mean.Mean).ToArray())];
}
