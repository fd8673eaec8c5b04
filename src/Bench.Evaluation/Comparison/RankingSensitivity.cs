using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// How much a family's joint ranking of the explainers hangs on the choice of metrics: what it would be with any other selection of those
/// that count, one for each question. A function of the stored scores alone.
/// </summary>
public sealed record RankingSensitivity
{
    // With more metrics than this the selections are drawn instead of counted out.
    private const int MostCountedOut = 14;
    private const int Drawn = 20_000;

    /// <summary>The joint ranking.</summary>
    public required JointRanking Ranking { get; init; }

    /// <summary>
    /// Selections of metrics looked at: all that are not empty, or 20,000 drawn at random where there are more than 14 metrics.
    /// </summary>
    public required int Selections { get; init; }

    /// <summary>
    /// For every explainer the share of the selections in which it is first, shared places shared; NaN where it takes no part.
    /// </summary>
    public required ImmutableArray<double> FirstShare { get; init; }

    /// <summary>For every explainer its best place over the selections, 1 = first, ties at their average.</summary>
    public required ImmutableArray<double> BestPlace { get; init; }

    /// <summary>For every explainer its worst place over the selections.</summary>
    public required ImmutableArray<double> WorstPlace { get; init; }

    /// <summary>The ranking without each metric in turn; empty where there is one metric only.</summary>
    public required ImmutableArray<MetricLeftOut> LeaveOneOut { get; init; }

    /// <summary>One entry for every metric that the run has with several sets of options.</summary>
    public required ImmutableArray<OptionSensitivity> Options { get; init; }

    /// <summary>Looks at the families of a run that judge explanations, cost aside.</summary>
    /// <param name="table">The comparison.</param>
    /// <returns>One entry per family that has a joint ranking, in order of the table.</returns>
    public static ImmutableArray<RankingSensitivity> Of(ComparisonTable table) =>
    [
        .. table.Columns.Select(column => column.Descriptor.Family).Distinct().Where(family => family != MetricFamily.Cost)
            .Select(family => Of(table, family)).OfType<RankingSensitivity>(),
    ];

    /// <summary>Looks at one family.</summary>
    /// <param name="table">The comparison.</param>
    /// <param name="family">The family.</param>
    /// <returns><see langword="null"/> where the family has no joint ranking.</returns>
    public static RankingSensitivity? Of(ComparisonTable table, string family)
    {
        if (JointRanking.Of(table, family) is not { } ranking)
        {
            return null;
        }

        var joined = JoinedMetrics.Of(table, family);
        double[][] ranks = joined.Ranks();
        int explainers = joined.Explainers.Length;
        double[] first = new double[explainers];
        double[] best = [.. Enumerable.Repeat(double.PositiveInfinity, explainers)];
        double[] worst = new double[explainers];
        int selections = 0;
        foreach (IEnumerable<double[]> selection in Selected(ranks))
        {
            double[] places = Places(selection);
            double leading = places.Min();
            int leaders = places.Count(place => place == leading);
            for (int i = 0; i < explainers; i++)
            {
                first[i] += places[i] == leading ? 1.0 / leaders : 0;
                best[i] = Math.Min(best[i], places[i]);
                worst[i] = Math.Max(worst[i], places[i]);
            }

            selections++;
        }

        double[] all = Places(ranks);
        return new RankingSensitivity
        {
            Ranking = ranking,
            Selections = selections,
            FirstShare = Spread([.. first.Select(share => share / selections)]),
            BestPlace = Spread(best),
            WorstPlace = Spread(worst),
            LeaveOneOut = ranks.Length == 1 ? [] :
            [
                .. ranking.Metrics.Select((metric, left) =>
                {
                    double[] places = Places(ranks.Where((_, i) => i != left));
                    return new MetricLeftOut(metric, [.. Leaders(places).Select(i => joined.Explainers[i])], Correlation.TauB(all, places));
                }),
            ],
            Options = [.. OptionSensitivity.Of(table, family)],
        };

        // Explainers that take no part in the joint ranking have no number.
        ImmutableArray<double> Spread(double[] values) => [.. table.Explainers.Select((_, i) =>
            joined.Explainers.IndexOf(i) is >= 0 and int place ? values[place] : double.NaN)];
    }

    /// <summary>Indices of the explainers that are first, or share the first place.</summary>
    internal static IEnumerable<int> Leaders(double[] places)
    {
        double first = places.Where(place => !double.IsNaN(place)).DefaultIfEmpty(double.NaN).Min();
        return Enumerable.Range(0, places.Length).Where(i => places[i] == first);
    }

    // Sums of ranks are exact multiples of one half, so that equal means compare as equal whatever the number of metrics.
    private static double[] Places(IEnumerable<double[]> ranks)
    {
        double[][] selected = [.. ranks];
        return Ranks.Ascending([.. selected[0].Select((_, i) => selected.Sum(metric => metric[i]))]);
    }

    private static IEnumerable<IEnumerable<double[]>> Selected(double[][] ranks)
    {
        if (ranks.Length <= MostCountedOut)
        {
            return Enumerable.Range(1, (1 << ranks.Length) - 1).Select(mask => ranks.Where((_, i) => (mask & (1 << i)) != 0));
        }

        var random = new DeterministicRandom(DeterministicRandom.Derive(0, "selections"));
        return Enumerable.Range(0, Drawn).Select(_ =>
        {
            bool[] taken;
            do
            {
                taken = [.. ranks.Select(_ => random.NextInt(2) == 1)];
            }
            while (!taken.Contains(true));
            return ranks.Where((_, i) => taken[i]);
        });
    }
}

/// <summary>A joint ranking without one of its metrics.</summary>
/// <param name="Metric">Name of the metric left out.</param>
/// <param name="Leaders">Indices of the explainers that are then first.</param>
/// <param name="Tau">Kendall's tau-b of the rankings with and without; NaN where one of them ranks all explainers equal.</param>
public sealed record MetricLeftOut(string Metric, ImmutableArray<int> Leaders, double Tau);
