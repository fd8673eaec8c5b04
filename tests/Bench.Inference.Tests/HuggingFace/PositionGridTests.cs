using Bench.Abstractions;

namespace Bench.Inference.Tests;

/// <summary>Position tables for other sizes, as torch.nn.functional.interpolate gives them (bicubic, corners not aligned).</summary>
public sealed class PositionGridTests
{
    // Cubic convolution with −0.75 at a distance of a quarter: what PyTorch weighs four neighbours with where a size is doubled.
    private static readonly double[] _quarter = [-27 / 256.0, 225 / 256.0, 67 / 256.0, -9 / 256.0];

    [Fact]
    public void Doubling_weighs_four_neighbours()
    {
        float[] values = [3, -1, 4, 1, 5, -9];

        ReadOnlySpan<float> doubled = PositionGrid.Resize(new Tensor(values, new Shape(6, 1)), 1, 6, 1, 12).Span;

        // Target 5 lies a quarter behind source 2.
        double behind = (_quarter[0] * -1) + (_quarter[1] * 4) + (_quarter[2] * 1) + (_quarter[3] * 5);
        double before = (_quarter[3] * 3) + (_quarter[2] * -1) + (_quarter[1] * 4) + (_quarter[0] * 1);
        ((double)doubled[5]).ShouldBe(behind, 1e-6);
        ((double)doubled[4]).ShouldBe(before, 1e-6);

        // Beyond the edge its value is repeated.
        double edge = ((_quarter[3] + _quarter[2] + _quarter[1]) * 3) + (_quarter[0] * -1);
        ((double)doubled[0]).ShouldBe(edge, 1e-6);
    }

    [Fact]
    public void Rows_and_columns_are_interpolated_alike()
    {
        float[] values = [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(i))];
        float[] turned = [.. Enumerable.Range(0, 12).Select(i => values[(i % 3 * 4) + (i / 3)])];

        ReadOnlySpan<float> wide = PositionGrid.Resize(new Tensor(values, new Shape(12, 1)), 3, 4, 2, 7).Span;
        ReadOnlySpan<float> tall = PositionGrid.Resize(new Tensor(turned, new Shape(12, 1)), 4, 3, 7, 2).Span;

        for (int i = 0; i < 14; i++)
        {
            wide[i].ShouldBe(tall[(i % 7 * 2) + (i / 7)], 1e-6f);
        }
    }

    [Fact]
    public void Equal_sizes_and_equal_values_stay()
    {
        var grid = new Tensor(new float[] { 2, 5, 2, 5, 2, 5, 2, 5 }, new Shape(4, 2));

        PositionGrid.Resize(grid, 2, 2, 2, 2).ShouldBe(grid);
        ReadOnlySpan<float> larger = PositionGrid.Resize(grid, 2, 2, 5, 3).Span;
        for (int i = 0; i < larger.Length; i++)
        {
            larger[i].ShouldBe(i % 2 == 0 ? 2 : 5, 1e-5f);
        }
    }
}
