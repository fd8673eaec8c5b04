using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class RationaleTests
{
    [Theory]
    [InlineData("auprc")]
    [InlineData("token-f1")]
    [InlineData("token-iou")]
    public void SaysWhyThereIsNoNumber(string metric)
    {
        double[] weights = new double[3];
        Toy.Score(metric, Toy.Linear(weights, [1, 2, 3])).Reason.ShouldNotBeNull().ShouldContain("no rationale");
        Toy.Score(metric, Toy.Linear(weights, [1, 2, 3], Toy.Flags("000"))).Reason.ShouldNotBeNull().ShouldContain("no token");
        Toy.Score(metric, Toy.Linear(weights, [1, 2, 3], Toy.Flags("111"))).Reason.ShouldNotBeNull().ShouldContain("every token");
        Toy.Score(metric, Toy.Linear(weights, [2, 2, 2], Toy.Flags("010"))).Reason.ShouldNotBeNull().ShouldContain("equal");
        Toy.Score(metric, Toy.Linear(weights, [2, double.NaN, 2], Toy.Flags("010"))).Reason.ShouldNotBeNull().ShouldContain("finite");
    }

    [Theory]
    [InlineData("union", 2.0 / 4)] // {1, 2, 3} against {0, 1, 2}
    [InlineData("majority", 1.0)] // {1} against {1}
    [InlineData("each", ((1.0 / 3) + 1 + (1.0 / 3)) / 3)] // {1, 3} against {0, 1}, {1} against {1}, {1, 3} against {1, 2}
    public void SeveralAnnotatorsBecomeOneAnswer(string annotators, double expected)
    {
        MetricContext context = Toy.Linear(new double[4], [1, 4, 2, 3], Toy.Flags("1100"), Toy.Flags("0100"), Toy.Flags("0110"));

        Toy.Score($"token-iou:annotators={annotators}", context).Value.ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void AnAnnotatorWhoMarkedNothingIsLeftOutOfTheMean()
    {
        MetricContext context = Toy.Linear(new double[4], [1, 4, 2, 3], Toy.Flags("0000"), Toy.Flags("0101"));

        Toy.Score("token-f1:annotators=each", context).Value.ShouldBe(1, 1e-12);
        Toy.Score("token-f1:annotators=majority", context).IsApplicable.ShouldBeFalse();
    }
}
