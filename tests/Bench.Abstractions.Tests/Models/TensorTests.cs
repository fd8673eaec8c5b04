namespace Bench.Abstractions.Tests;

public sealed class TensorTests
{
    [Fact]
    public void Indexing_the_first_axis_shares_the_memory()
    {
        float[] data = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        var tensor = new Tensor(data, new Shape(2, 3, 4));

        tensor[1].Shape.ShouldBe(new Shape(3, 4));
        tensor[1][2].Span.ToArray().ShouldBe([20, 21, 22, 23]);
        tensor[1][2][0].Span.ToArray().ShouldBe([20]);
        data[20] = -1;
        tensor[1][2].Span[0].ShouldBe(-1);
    }

    [Fact]
    public void Length_and_shape_must_agree() => Should.Throw<ArgumentException>(() => new Tensor(new float[5], new Shape(2, 3)));

    [Fact]
    public void Shapes_have_one_to_four_axes_and_no_negative_extent()
    {
        Should.Throw<ArgumentException>(() => new Shape(1, 1, 1, 1, 1));
        Should.Throw<ArgumentException>(() => new Shape(2, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Shape(2)[1]);
        Should.Throw<OverflowException>(() => new Shape(65536, 65536, 2).Count);
    }
}
