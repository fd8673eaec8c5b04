using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

public sealed class RankAggregationTests
{
    [Fact]
    public void Borda_is_the_mean_rank() =>
        RankAggregation.Borda([[1, 2, 3], [1, 3, 2], [2.5, 2.5, 1]]).ShouldBe([4.5 / 3, 7.5 / 3, 2]);

    [Fact]
    public void Kemeny_follows_the_majority_of_pairs_where_Borda_does_not()
    {
        // Three of five prefer 0 to 1, but two put 0 last: Borda puts 1 first, Kemeny 0.
        double[][] rankings = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [3, 1, 2], [3, 1, 2]];

        double[] borda = RankAggregation.Borda(rankings);
        (var order, int disagreements) = RankAggregation.Kemeny(rankings);

        borda[1].ShouldBeLessThan(borda[0]);
        order.ShouldBe([0, 1, 2]);
        disagreements.ShouldBe(4);
    }

    [Fact]
    public void Kemeny_is_the_best_of_all_orders()
    {
        var random = new DeterministicRandom(3);
        for (int trial = 0; trial < 60; trial++)
        {
            int k = 2 + random.NextInt(5);
            double[][] rankings =
                [.. Enumerable.Range(0, 5)
                    .Select(_ => Ranks.Descending([.. Enumerable.Range(0, k).Select(_ => (double)random.NextInt(4))]))];

            (var order, int disagreements) = RankAggregation.Kemeny(rankings);

            disagreements.ShouldBe(Permutations([.. Enumerable.Range(0, k)]).Min(permutation => Disagreements(permutation, rankings)));
            Disagreements([.. order], rankings).ShouldBe(disagreements);
        }
    }

    [Fact]
    public void Among_equal_orders_the_lowest_index_leads() => RankAggregation.Kemeny([[1, 2], [2, 1]]).Order.ShouldBe([0, 1]);

    private static int Disagreements(int[] order, double[][] rankings) => rankings.Sum(ranking =>
        Enumerable.Range(0, order.Length).Sum(i => Enumerable.Range(0, i).Count(j => ranking[order[i]] < ranking[order[j]])));

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
