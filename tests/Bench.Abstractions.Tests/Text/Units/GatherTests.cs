namespace Bench.Abstractions.Tests;

public sealed class GatherTests
{
    // Positions: 0 special, 1 a, 2 b, 3 space, 4 c, 5 special.
    private static readonly double[] _scores = [9, 1, -3, 0.5, 2, 9];

    [Theory]
    [InlineData(Gather.Sum, -2, 2.5)]
    [InlineData(Gather.Mean, -1, 1.25)]
    [InlineData(Gather.MaxAbs, -3, 2)]
    public void Token_scores_become_unit_scores(Gather gather, double first, double second) =>
        Characters.Of("ab c").InUnits(new UnitChoice(Granularity.Word, gather)).Gather(_scores).ShouldBe([first, second]);

    [Fact]
    public void Tokens_keep_their_scores_whatever_gathers_them() =>
        Characters.Of("ab c").InUnits(new UnitChoice(Granularity.Token, Gather.Mean)).Gather(_scores).ShouldBe([1, -3, 0.5, 2]);

    [Fact]
    public void Unit_scores_are_shared_so_that_sums_stay()
    {
        TokenizedText input = Characters.Of("ab c").InUnits(new UnitChoice(Granularity.Word, Gather.MaxAbs));

        input.Share([3, -1]).ShouldBe([0, 1.5, 1.5, -0.5, -0.5, 0]);
        new Attribution(input.Share([3, -1])) { UnitScores = [3, -1] }.PerUnit(input).ShouldBe([3, -1]);
        new Attribution([.. _scores]).PerUnit(input).ShouldBe([-3, 2]);
    }
}
