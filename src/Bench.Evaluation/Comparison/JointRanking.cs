using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>One ranking of the explainers from several metrics of a family, and how far those agree.</summary>
public sealed record JointRanking
{
    // Kemeny's order is searched over all subsets, see RankAggregation.
    private const int LargestKemeny = 20;

    // Enough for two digits of a rank's ends.
    private const int Resamples = 2000;

    /// <summary>The family of the metrics.</summary>
    public required string Family { get; init; }

    /// <summary>The metrics that were joined: those of the family that count, one for each question they ask.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>Metrics that ask what one of <see cref="Metrics"/> asks already, with it: not counted again.</summary>
    public required ImmutableArray<SameQuestion> CountedOnce { get; init; }

    /// <summary>Borda's mean rank of every explainer, 1 = best, ties at their average; NaN where it takes no part.</summary>
    public required ImmutableArray<double> MeanRanks { get; init; }

    /// <summary>For every explainer the 2.5 % and 97.5 % quantiles of its mean rank under resampling of the texts.</summary>
    public required ImmutableArray<(double Low, double High)> RankIntervals { get; init; }

    /// <summary>
    /// Kemeny's order, from first to last: the one that contradicts the metrics on the fewest pairs. Empty beyond 20 explainers.
    /// </summary>
    public required ImmutableArray<int> Kemeny { get; init; }

    /// <summary>Pairs of explainers, counted per metric, on which a metric contradicts <see cref="Kemeny"/>.</summary>
    public required int Disagreements { get; init; }

    /// <summary>
    /// Kendall's W in [0, 1] over the explainers proper, 1 where all metrics rank alike: random and exact scores, on which all metrics
    /// agree, would raise it. NaN where there is one metric or one explainer only, or every metric ranks all of them equal.
    /// </summary>
    public required double KendallW { get; init; }

    /// <summary>The 2.5 % and 97.5 % quantiles of <see cref="KendallW"/> under resampling of the texts; NaN where it is.</summary>
    public required (double Low, double High) KendallWInterval { get; init; }

    /// <summary>Joins the metrics of a family on common ground.</summary>
    /// <param name="table">The comparison.</param>
    /// <param name="family">The family.</param>
    /// <returns><see langword="null"/> where there is no metric to join, or fewer than two explainers take part.</returns>
    public static JointRanking? Of(ComparisonTable table, string family)
    {
        var joined = JoinedMetrics.Of(table, family);
        if (joined.Columns.IsEmpty || joined.Explainers.Length < 2)
        {
            return null;
        }

        double[][] ranks = joined.Ranks();
        int k = table.Explainers.Length;
        (ImmutableArray<int> order, int disagreements) = joined.Explainers.Length <= LargestKemeny
            ? RankAggregation.Kemeny(ranks)
            : ([], 0);
        (double[][] means, double[] agreements) = Resample(joined);
        double[] own = RankAggregation.Borda(ranks);
        return new JointRanking
        {
            Family = family,
            Metrics = [.. joined.Columns.Select(column => column.Name)],
            CountedOnce = joined.CountedOnce,
            MeanRanks =
                [.. Enumerable.Range(0, k).Select(i => joined.Explainers.IndexOf(i) is >= 0 and int place ? own[place] : double.NaN)],
            RankIntervals = [.. Enumerable.Range(0, k).Select(i =>
                joined.Explainers.IndexOf(i) is >= 0 and int place
                    ? Quantiles([.. means.Select(mean => mean[place])])
                    : (double.NaN, double.NaN))],
            Kemeny = [.. order.Select(place => joined.Explainers[place])],
            Disagreements = disagreements,
            KendallW = joined.KendallW(),
            KendallWInterval = Quantiles(agreements),
        };
    }

    private static (double[][] Means, double[] Agreements) Resample(JoinedMetrics joined)
    {
        int count = Math.Min(Resamples, joined.Columns.Min(column => column.Comparison.Effects.Resamples));
        double[][] means = new double[count][];
        double[] agreements = new double[count];
        Parallel.For(0, count, resample =>
        {
            means[resample] = RankAggregation.Borda(joined.Ranks(resample));
            agreements[resample] = joined.KendallW(resample);
        });
        return (means, agreements);
    }

    private static (double Low, double High) Quantiles(double[] values)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return sorted.Length == 0 ? (double.NaN, double.NaN)
            : (sorted[(int)(0.025 * (sorted.Length - 1))], sorted[(int)Math.Ceiling(0.975 * (sorted.Length - 1))]);
    }
}

/// <summary>A metric that is not counted, since another one asks the same.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="As">Name of the metric that stands for both.</param>
public sealed record SameQuestion(string Metric, string As);
