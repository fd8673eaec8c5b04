namespace Bench.Inference.Tests;

public sealed class TruncationTests
{
    // Lengths 0, 2, 4, 8 in 7 places, as Hugging Face's own tests have them.
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 2, 0, 2)]
    [InlineData(0, 8, 0, 7)]
    [InlineData(2, 2, 2, 2)]
    [InlineData(2, 4, 2, 4)]
    [InlineData(2, 8, 2, 5)]
    [InlineData(4, 0, 4, 0)]
    [InlineData(4, 4, 3, 4)]
    [InlineData(4, 8, 3, 4)]
    [InlineData(8, 0, 7, 0)]
    [InlineData(8, 2, 5, 2)]
    [InlineData(8, 4, 4, 3)]
    [InlineData(8, 8, 3, 4)]
    public void The_longer_text_is_cut_first(int first, int second, int keptFirst, int keptSecond) =>
        Truncation.LongestFirst(first, second, 7).ShouldBe((keptFirst, keptSecond));

    [Fact]
    public void All_room_is_used_and_no_text_is_cut_below_a_longer_one()
    {
        for (int first = 0; first < 20; first++)
        {
            for (int second = 0; second < 20; second++)
            {
                for (int room = 2; room < 20; room++)
                {
                    (int keptFirst, int keptSecond) = Truncation.LongestFirst(first, second, room);
                    (keptFirst + keptSecond).ShouldBe(Math.Min(first + second, room));
                    keptFirst.ShouldBeLessThanOrEqualTo(first);
                    keptSecond.ShouldBeLessThanOrEqualTo(second);
                    (keptFirst == first || keptFirst >= keptSecond - 1).ShouldBeTrue();
                    (keptSecond == second || keptSecond >= keptFirst - 1).ShouldBeTrue();
                }
            }
        }
    }
}
