using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class PlantedTokensTests
{
    // Ranked first to last: tokens 3, 1, 4, 0, 2; planted are 1 and 2, at ranks 2 and 5.
    private static readonly MetricContext _context = Toy.Linear(new double[5], [1, 8, -1, 9, 2], Toy.Flags("01100"));

    [Theory]
    [InlineData("precision-at-k", 1 / 2.0)]
    [InlineData("precision-at-k:k=1", 0)]
    [InlineData("precision-at-k:k=3", 1 / 3.0)]
    [InlineData("precision-at-k:k=5", 2 / 5.0)]
    [InlineData("mean-rank", 5)]
    [InlineData("mean-rank:of=mean", 3.5)]
    public void Planted_tokens_are_found_where_they_rank(string metric, double expected) =>
        Toy.Score(metric, _context).Value.ShouldBe(expected, 1e-12);

    [Theory]
    [InlineData("precision-at-k", 1)]
    [InlineData("mean-rank", 2)]
    public void Scores_that_lead_with_the_planted_tokens_are_perfect(string metric, double best) =>
        Toy.Score(metric, Toy.Linear(new double[4], [0, 3, 2, 1], Toy.Flags("0110"))).Value.ShouldBe(best);

    [Theory]
    [InlineData("precision-at-k")]
    [InlineData("mean-rank")]
    public void What_ranks_nothing_or_plants_nothing_is_not_scored(string metric)
    {
        Toy.Score(metric, Toy.Linear(new double[2], [1, 1], Toy.Flags("10"))).Reason.ShouldNotBeNull()
            .ShouldContain("all scores are equal");
        Toy.Score(metric, Toy.Linear(new double[2], [1, 2], Toy.Flags("11"))).Reason.ShouldNotBeNull().ShouldContain("every token");
        Toy.Score(metric, Toy.Linear(new double[2], [1, 2], Toy.Flags("00"))).Reason.ShouldNotBeNull().ShouldContain("touches no token");
        Toy.Score(metric, Toy.Linear(new double[2], [1, 2])).Reason.ShouldNotBeNull().ShouldContain("no rationale");
    }
}
