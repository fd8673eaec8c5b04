using Bench.Abstractions;

namespace Bench.Metrics.Tests;

public sealed class TokenOverlapTests
{
    private static readonly double[] _scores = [5, 4, 3, 2, 1, -1, -2, -3, -4, -5];

    [Theory]
    [InlineData("", 0.5, 1.0 / 3)] // top 4 share 2 of 4
    [InlineData(":k=fixed,top=2", 2.0 / 6, 1.0 / 5)]
    [InlineData(":k=fixed", 4.0 / 9, 2.0 / 7)] // top 5
    [InlineData(":k=ratio,ratio=0.25", 4.0 / 7, 2.0 / 5)] // 2.5 rounds to 3
    [InlineData(":k=ratio,ratio=0.01", 2.0 / 5, 1.0 / 4)] // 0.1 rounds to none, but one is taken
    [InlineData(":k=fixed,top=7,only-positive=true", 4.0 / 9, 2.0 / 7)]
    [InlineData(":k=fixed,top=70", 8.0 / 14, 4.0 / 10)]
    public void Compares_the_first_tokens_with_the_rationale(string options, double f1, double iou)
    {
        MetricContext context = Toy.Linear(new double[10], _scores, Toy.Flags("1010000011"));

        Toy.Score("token-f1" + options, context).Value.ShouldBe(f1, 1e-12);
        Toy.Score("token-iou" + options, context).Value.ShouldBe(iou, 1e-12);
    }

    [Fact]
    public void Nothing_positive_matches_nothing() =>
        Toy.Score("token-f1:only-positive=true", Toy.Linear(new double[2], [-1, -2], Toy.Flags("10"))).Value.ShouldBe(0);
}
