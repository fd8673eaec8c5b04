using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class SubsetTests
{
    private static readonly double[] _weights = [0.5, -0.25, 1, 0.125, 0.25, -0.75];

    [Theory]
    [InlineData("faithfulness-correlation", 1, 1)]
    [InlineData("faithfulness-correlation:share=0.5", 1, 1)]
    [InlineData("sensitivity-n", 1, 1)]
    [InlineData("faithfulness-correlation", -2, -1)]
    [InlineData("sensitivity-n", -2, -1)]
    public void The_weights_of_a_linear_model_are_faithful(string metric, double scale, double expected) =>
        Toy.Score(metric, Toy.Linear(_weights, [.. _weights.Select(weight => scale * weight)])).Value.ShouldBe(expected, 1e-6);

    [Fact]
    public void One_token_sets_are_compared_as_leave_one_out()
    {
        // Sets of one token out of three, drawn often: the correlation of (1, 2, 3) with (1, 3, 2) is ½.
        Toy.Score("faithfulness-correlation:samples=20000,share=0.34", Toy.Linear([1, 3, 2], [1, 2, 3])).Value.ShouldBe(0.5, 0.02);
    }

    [Fact]
    public void Infidelity_is_the_square_error()
    {
        // Every set promises twice what it does, so the error is the effect itself: 1, 1.5 or, for both tokens, 2.5.
        MetricContext twice = Toy.Linear([1, 1.5], [2, 3]);

        Toy.Score("infidelity", twice).Value.ShouldBe(0, 1e-9);
        Toy.Score("infidelity:scale=false,samples=20000", twice).Value.ShouldBe((0.25 * 1) + (0.25 * 2.25) + (0.5 * 6.25), 0.05);
    }

    [Fact]
    public void The_seed_decides_the_sets()
    {
        MetricContext context = Toy.Linear(_weights, [6, 5, 4, 3, 2, 1]);

        Toy.Score("sensitivity-n", context).ShouldBe(Toy.Score("sensitivity-n", context));
        Toy.Score("sensitivity-n", context with { Seed = 1 }).ShouldNotBe(Toy.Score("sensitivity-n", context));
    }

    [Fact]
    public void The_number_watched_is_the_one_explained()
    {
        // f is linear in the logit, not in the probability.
        MetricContext context = Toy.Linear(_weights, _weights);
        MetricContext probability = context with { Explanation = context.Explanation with { Quantity = Quantity.Probability } };

        Toy.Score("faithfulness-correlation", probability).Value.ShouldBeLessThan(0.9999);
        Toy.Score("faithfulness-correlation:quantity=logit", probability).Value.ShouldBe(1, 1e-6);
    }

    [Theory]
    [InlineData("faithfulness-correlation")]
    [InlineData("sensitivity-n")]
    public void Nothing_to_correlate_is_said(string metric) =>
        Toy.Score(metric, Toy.Linear([0, 0, 0], [1, 2, 3])).Reason.ShouldNotBeNull().ShouldContain("correlate");
}
