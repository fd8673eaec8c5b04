namespace Bench.Metrics.Tests;

public sealed class AurocTests
{
    [Theory]
    [InlineData("1100", 1)]
    [InlineData("1010", 0.75)]
    [InlineData("0001", 0)]
    public void Counts_pairs_in_order(string rationale, double expected) =>
        Toy.Score("auroc", Toy.Linear(new double[4], [4, 3, 2, 1], Toy.Flags(rationale))).Value.ShouldBe(expected, 1e-12);

    [Fact]
    public void Ties_count_half() =>
        Toy.Score("auroc", Toy.Linear(new double[3], [1, 1, 0], Toy.Flags("100"))).Value.ShouldBe(0.75, 1e-12);
}
