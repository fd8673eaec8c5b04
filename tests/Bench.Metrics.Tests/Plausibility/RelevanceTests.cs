using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class RelevanceTests
{
    private static readonly MetricContext _context = Toy.Linear(new double[4], [4, -3, 2, 1], Toy.Flags("1100"));

    [Fact]
    public void Mass_is_the_share_of_relevance_on_the_rationale()
    {
        Toy.Score("relevance-mass", _context).Value.ShouldBe(4.0 / 7, 1e-12);
        Toy.Score("relevance-mass:mass=absolute", _context).Value.ShouldBe(0.7, 1e-12);
        Toy.Score("relevance-mass", Toy.Linear(new double[2], [-1, -2], Toy.Flags("10"))).Reason.ShouldNotBeNull()
            .ShouldContain("relevance");
    }

    [Fact]
    public void Rank_is_the_share_of_the_rationale_found() => Toy.Score("relevance-rank", _context).Value.ShouldBe(0.5, 1e-12);

    [Fact]
    public void Of_several_highest_scores_the_share_that_is_marked_counts() =>
        Toy.Score("pointing-game", Toy.Linear(new double[3], [4, 4, 1], Toy.Flags("100"))).Value.ShouldBe(0.5, 1e-12);

    [Theory]
    [InlineData("token-precision", 2.0 / 3)]
    [InlineData("token-recall", 1.0)]
    public void Precision_and_recall_of_the_top_tokens(string metric, double expected) =>
        Toy.Score($"{metric}:k=fixed,top=3", Toy.Linear(new double[4], [4, 3, 2, 1], Toy.Flags("1010"))).Value.ShouldBe(expected, 1e-12);
}
