using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Metrics.Tests;

public sealed class CurveTests
{
    private static readonly double[] _weights = [1, 0.5, -0.25];

    [Fact]
    public void Areas_follow_the_tokens_in_order()
    {
        double deletion = ((Toy.P(1.25) / 2) + Toy.P(0.25) + Toy.P(-0.25) + (Toy.P(0) / 2)) / 3;
        double insertion = ((Toy.P(0) / 2) + Toy.P(1) + Toy.P(1.5) + (Toy.P(1.25) / 2)) / 3;

        Toy.Score("deletion", Toy.Linear(_weights, [3, 2, 1])).Value.ShouldBe(deletion, 1e-6);
        Toy.Score("insertion", Toy.Linear(_weights, [3, 2, 1])).Value.ShouldBe(insertion, 1e-6);
        Toy.Score("insertion-deletion-gap", Toy.Linear(_weights, [3, 2, 1])).Value.ShouldBe(insertion - deletion, 1e-6);
    }

    [Fact]
    public void Scores_carry_the_curve_they_are_the_area_of()
    {
        MetricCurve deletion = Toy.Score("deletion", Toy.Linear(_weights, [3, 2, 1])).Curve.ShouldNotBeNull();
        MetricCurve sufficiency = Toy.Score("aopc-sufficiency:bins=0.3;0.6", Toy.Linear(_weights, [3, 2, 1])).Curve.ShouldNotBeNull();

        deletion.Kind.ShouldBe(CurveKind.Deletion);
        deletion.Shares.ShouldBe([0, 1.0 / 3, 2.0 / 3, 1], 1e-12);
        deletion.Values.ShouldBe([Toy.P(1.25), Toy.P(0.25), Toy.P(-0.25), Toy.P(0)], 1e-6);
        sufficiency.Kind.ShouldBe(CurveKind.Insertion);
        sufficiency.Shares.ShouldBe([0.3, 0.6, 1], 1e-12);
        sufficiency.Values.ShouldBe([Toy.P(1), Toy.P(1.5), Toy.P(1.25)], 1e-6);
        Toy.Score("aopc-sufficiency:bins=1", Toy.Linear(_weights, [3, 2, 1])).Curve.ShouldBeNull();
        Toy.Score("aopc-sufficiency:protocol=ferret", Toy.Linear(_weights, [3, 2, 1])).Curve.ShouldBeNull();
    }

    [Fact]
    public void Fewer_steps_take_several_tokens_at_once()
    {
        // Shares 0, ⅔ (1.5 tokens round to 2) and 1.
        double expected = (2.0 / 3 * (Toy.P(1.25) + Toy.P(-0.25)) / 2) + (1.0 / 3 * (Toy.P(-0.25) + Toy.P(0)) / 2);

        Toy.Score("deletion:steps=2", Toy.Linear(_weights, [3, 2, 1])).Value.ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Monotonicity_counts_steps_that_do_not_fall() =>
        Toy.Score("monotonicity", Toy.Linear(_weights, [3, 2, 1])).Value.ShouldBe(2.0 / 3, 1e-12);

    [Fact]
    public void Monotonicity_gives_back_the_lowest_first()
    {
        // The logit is 2 for the last word alone, 3 for the last two, 4 for all, and 5 for the first without the last.
        var model = new FunctionModel(row => [0, Logit(row.TokenIds.Span)], "A", "B");

        Toy.Score("monotonicity", Toy.Context(model, [3, 2, 1])).Value.ShouldBe(1, 1e-12);
        Toy.Score("monotonicity", Toy.Context(model, [1, 2, 3])).Value.ShouldBe(2.0 / 3, 1e-12);
    }

    private static double Logit(ReadOnlySpan<int> ids) => !ids.Contains(12) ? (ids.Contains(10) ? 5 : 0)
        : 2 + (ids.Contains(11) ? 1 : 0) + (ids.Contains(10) ? 1 : 0);
}
