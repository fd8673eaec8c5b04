namespace Bench.Abstractions.Tests;

public sealed class RanksTests
{
    [Fact]
    public void The_largest_is_first_and_ties_share_the_mean_rank()
    {
        Ranks.Descending([0.5, 3, 0.5, -1, 0.5]).ShouldBe([3, 1, 3, 5, 3]);
        Ranks.Ascending([0.5, 3, 0.5, -1, 0.5]).ShouldBe([3, 5, 3, 1, 3]);
    }

    [Fact]
    public void Ties_are_corrected_by_the_cube_of_each_group_less_its_size()
    {
        Ranks.TieCorrection([1, 2, 3]).ShouldBe(0);
        Ranks.TieCorrection([1, 1, 2, 2, 2]).ShouldBe((8 - 2) + (27 - 3));
    }
}
