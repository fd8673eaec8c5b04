using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class AuprcTests
{
    [Theory]
    [InlineData("1100", 1.0, 1.0)]
    [InlineData("1010", 0.791666666666666667, 0.833333333333333333)] // ½ · 1 + ½ · (½ + ⅔) / 2; ½ · 1 + ½ · ⅔
    [InlineData("0001", 0.125, 0.25)] // 1 · (0 + ¼) / 2; 1 · ¼
    public void Measures_the_area_under_precision_and_recall(string rationale, double trapezoid, double step)
    {
        MetricContext context = Toy.Linear([0, 0, 0, 0], [4, 3, 2, 1], Toy.Flags(rationale));

        Toy.Score("auprc", context).Value.ShouldBe(trapezoid, 1e-12);
        Toy.Score("auprc:area=step", context).Value.ShouldBe(step, 1e-12);
    }

    [Fact]
    public void Equal_scores_fall_together() =>
        Toy.Score("auprc:area=step", Toy.Linear([0, 0, 0], [1, 1, 0], Toy.Flags("010"))).Value.ShouldBe(0.5, 1e-12);

    [Fact]
    public void Negative_scores_can_be_set_to_zero()
    {
        // −1 and −2 rank last in turn; as zeros they tie, and one of the two is marked.
        MetricContext context = Toy.Linear([0, 0, 0], [1, -1, -2], Toy.Flags("101"));

        Toy.Score("auprc:area=step", context).Value.ShouldBe(0.5 + (0.5 * 2 / 3), 1e-12);
        Toy.Score("auprc:area=step,negatives=zero", context).Value.ShouldBe(0.5 + (0.5 * 2 / 3), 1e-12);
        Toy.Score("auprc", context).Value.ShouldBe(0.5 + (0.5 * ((1.0 / 2) + (2.0 / 3)) / 2), 1e-12);
        Toy.Score("auprc:negatives=zero", context).Value.ShouldBe(0.5 + (0.5 * (1 + (2.0 / 3)) / 2), 1e-12);
    }
}
