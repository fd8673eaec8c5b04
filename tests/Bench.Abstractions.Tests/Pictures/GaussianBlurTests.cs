using Bench.TestKit;

namespace Bench.Abstractions.Tests;

public sealed class GaussianBlurTests
{
    [Fact]
    public void One_pixel_becomes_a_Gaussian()
    {
        float[] picture = new float[21 * 21];
        picture[(10 * 21) + 10] = 1;

        float[] blurred = GaussianBlur.Of(picture, 21, 21, 2);

        double[] line = [.. Enumerable.Range(-8, 17).Select(x => Math.Exp(-x * x / 8.0))];
        double sum = line.Sum();
        Close.Within(
            [.. Enumerable.Range(0, 21).SelectMany(y => Enumerable.Range(0, 21).Select(x => Weight(x) * Weight(y)))], blurred, 1e-7, 0,
            "Gaussian");
        double Weight(int at) => Math.Abs(at - 10) <= 8 ? line[at - 2] / sum : 0;
    }

    [Fact]
    public void It_ends_at_four_deviations_rounded_to_a_whole_pixel()
    {
        float[] line = new float[9];
        line[4] = 1;

        // 4 · 0.4 is 1.6, which is 2; 4 · 0.36 is 1.44, which is 1.
        float[] far = GaussianBlur.Of(line, 9, 1, 0.4), near = GaussianBlur.Of(line, 9, 1, 0.36);

        far[2].ShouldBe((float)(Math.Exp(-12.5) / (1 + (2 * Math.Exp(-3.125)) + (2 * Math.Exp(-12.5)))), 1e-9f);
        (far[1], near[2]).ShouldBe((0, 0));
        near[3].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_picture_is_mirrored_at_its_edges()
    {
        // d c b a | a b c d | d c b a, as scipy's mode "reflect".
        float[] blurred = GaussianBlur.Of(new float[] { 1, 2, 4, 8 }, 4, 1, 0.5);

        double[] weights = [Math.Exp(-8), Math.Exp(-2), 1, Math.Exp(-2), Math.Exp(-8)];
        double first = ((weights[0] * 2) + (weights[1] * 1) + (weights[2] * 1) + (weights[3] * 2) + (weights[4] * 4)) / weights.Sum();
        blurred[0].ShouldBe((float)first, 1e-6f);
    }

    [Fact]
    public void Each_channel_is_blurred_for_itself_and_keeps_its_sum()
    {
        float[] planes = [.. Enumerable.Range(0, 2 * 30).Select(i => i < 30 ? i * i % 7 : 5f)];

        float[] blurred = GaussianBlur.Of(planes, 6, 5, 3);

        blurred[..30].Sum().ShouldBe(planes[..30].Sum(), 1e-3f);
        blurred[30..].ShouldAllBe(value => Math.Abs(value - 5) < 1e-5);
    }
}
