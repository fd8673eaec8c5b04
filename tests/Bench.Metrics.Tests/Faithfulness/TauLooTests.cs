using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class TauLooTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, 1.0)]
    [InlineData(new double[] { 4, 3, 2, 1 }, -1.0)]
    [InlineData(new double[] { 1, 2, 4, 3 }, 2.0 / 3)]
    [InlineData(new double[] { 1, 1, 2, 2 }, 0.81649658092772603)] // 4 agree, 2 of 6 pairs tied: 4 / √(4 · 6)
    public void Compares_the_order_with_the_fall_of_each_token_alone(double[] scores, double expected)
    {
        MetricContext context = Toy.Linear([0.125, 0.25, 0.375, 0.5], scores);

        Toy.Score("tau-loo:quantity=logit", context).Value.ShouldBe(expected, 1e-12);
        Toy.Score("tau-loo", context).Value.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Says_so_where_the_model_reacts_to_nothing() =>
        Toy.Score("tau-loo", Toy.Linear([0, 0, 0], [1, 2, 3])).Reason.ShouldNotBeNull().ShouldContain("alike");

    [Fact]
    public void Removal_is_the_one_asked_for()
    {
        // Only the mask token moves this model, and the more the later it stands.
        var model = new FunctionModel(row => [0, -row.TokenIds.Span.IndexOf(4)], "A", "B");

        Toy.Score("tau-loo:removal=mask,quantity=logit", Toy.Context(model, [1, 2, 3])).Value.ShouldBe(1, 1e-12);
        Toy.Score("tau-loo:removal=delete", Toy.Context(model, [1, 2, 3])).IsApplicable.ShouldBeFalse();
    }
}
