namespace Bench.Inference.Tests;

/// <summary>Measures between states on vectors that can be reckoned in the head.</summary>
public sealed class MixingMathTests
{
    [Theory]
    [InlineData(new float[] { 3, 4 }, new float[] { 4, 3 }, 24.0 / 25)]
    [InlineData(new float[] { 3, 4 }, new float[] { -4, 3 }, 0)]
    [InlineData(new float[] { 1, 1 }, new float[] { -2, -2 }, -1)]
    [InlineData(new float[] { 0.1f, 0.2f }, new float[] { 0.1f, 0.2f }, 1)]
    [InlineData(new float[] { 0, 0 }, new float[] { 5, 0 }, 1)]
    public void A_vector_of_zeros_turns_nothing(float[] a, float[] b, double cosine) => MixingMath.Cosine(a, b).ShouldBe(cosine, 1e-12);

    [Theory]
    [InlineData(new double[] { 1, -2 }, new double[] { 0.5, -1 }, 1.5)]
    [InlineData(new double[] { 1, -2 }, new double[] { 1, -2 }, 3)]
    [InlineData(new double[] { 1, 1 }, new double[] { -1, 0 }, 0)]
    public void A_part_that_leads_away_is_not_near(double[] whole, double[] part, double nearness) =>
        MixingMath.Nearness(whole, part).ShouldBe(nearness, 1e-12);

    [Fact]
    public void The_deviation_is_that_of_layer_normalization()
    {
        // Mean 2, variance 2/3 with n in the denominator.
        MixingMath.InverseDeviation([1, 2, 3], 0).ShouldBe(Math.Sqrt(1.5), 1e-12);
        MixingMath.InverseDeviation([1, 2, 3], 1.0 / 3).ShouldBe(1, 1e-12);
        MixingMath.Scaled([1, 2, 3], [1, 1, 10], 2).ShouldBe([-2, 0, 20]);
    }

    [Fact]
    public void A_row_of_zeros_is_its_own()
    {
        double[] nothing = [0, 0, 0], some = [1, 0, 3];
        MixingMath.Normalize(nothing, 1);
        MixingMath.Normalize(some, 1);

        nothing.ShouldBe([0, 1, 0]);
        some.ShouldBe([0.25, 0, 0.75]);
    }
}
