using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class DecisionFlipTests
{
    [Theory]
    [InlineData(new double[] { 4, 3, 2, 1 }, 0.5, 0)] // 1 and 0.75 gone leave −0.5
    [InlineData(new double[] { 1, 2, 3, 4 }, 1, 0)] // −0.5 first, and no decision turns before all are gone
    public void Counts_tokens_until_the_decision_turns(double[] scores, double fraction, double top)
    {
        double[] weights = [1, 0.75, 0.25, -0.75];

        Toy.Score("decision-flip-fraction", Toy.Linear(weights, scores)).Value.ShouldBe(fraction, 1e-12);
        Toy.Score("decision-flip-top-token", Toy.Linear(weights, scores)).Value.ShouldBe(top);
    }

    [Fact]
    public void The_top_token_alone_can_turn_it() =>
        Toy.Score("decision-flip-top-token", Toy.Linear([1, -0.5, -0.25], [3, 2, 1])).Value.ShouldBe(1);

    [Fact]
    public void A_decision_that_never_turns_counts_as_the_whole_text()
    {
        var model = new FunctionModel(_ => [0, 1], "A", "B");

        Toy.Score("decision-flip-fraction", Toy.Context(model, [3, 2, 1])).Value.ShouldBe(1);
    }
}
