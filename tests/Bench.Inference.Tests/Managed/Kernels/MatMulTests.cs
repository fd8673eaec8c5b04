using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Matrix products of every kernel against plain loops in double precision, at odd shapes.</summary>
public unsafe class MatMulTests
{
    public static TheoryData<KernelChoice> Kernels => [.. Cores.Kernels];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Products_with_packed_weights_agree_at_every_row_count(KernelChoice choice)
    {
        var random = new DeterministicRandom(1);
        foreach ((int depth, int columns) in new[] { (1, 1), (3, 2), (24, 32), (31, 33), (64, 17), (33, 95) })
        {
            for (int rows = 1; rows <= 31; rows++)
            {
                RequireProduct(choice, rows, depth, columns, random);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Products_longer_than_a_block_agree(KernelChoice choice)
    {
        var random = new DeterministicRandom(2);
        RequireProduct(choice, 5, 769, 40, random);
        RequireProduct(choice, 3, 2311, 35, random);
        RequireProduct(choice, 391, 50, 34, random);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_row_has_the_same_bits_in_a_product_of_any_height(KernelChoice choice)
    {
        var random = new DeterministicRandom(3);
        using var map = new PackedLinear(Inference.Kernels.For(choice).PanelWidth, 1, RandomLinear(900, 40, random));
        using var x = new NativeRows(200, 900, random);
        using var y = new NativeRows(200, 40, random);
        using var single = new NativeRows(1, 40, random);
        KernelSet kernels = Inference.Kernels.For(choice);
        foreach (int rows in new[] { 1, 2, 5, 13, 14, 15, 29, 168, 169, 200 })
        {
            kernels.Apply(map, x.Matrix, rows, y.Matrix);
            for (int row = 0; row < rows; row++)
            {
                kernels.Apply(map, x.Matrix.From(row, 0), 1, single.Matrix);
                var expected = new ReadOnlySpan<float>(single.Matrix.Data, 40);
                new ReadOnlySpan<float>(y.Matrix.Row(row), 40).SequenceEqual(expected).ShouldBeTrue($"row {row} of {rows}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Chain_rule_products_add_to_what_is_there(KernelChoice choice)
    {
        var random = new DeterministicRandom(4);
        KernelSet kernels = Inference.Kernels.For(choice);
        Linear first = RandomLinear(35, 20, random), second = RandomLinear(35, 45, random);
        using var map = new PackedLinear(kernels.PanelWidth, 0.25f, first, second);
        foreach (int rows in new[] { 1, 7, 30 })
        {
            using var dy = new NativeRows(rows, 65, random);
            using var dx = new NativeRows(rows, 35, random);
            using var part = new NativeRows(rows, 35, random);
            double[,] before = dx.ToDoubles();
            kernels.ApplyBackward(map, dy.Matrix, rows, dx.Matrix, dx.Matrix);
            kernels.ApplyBackward(map, 20, 45, dy.Matrix.From(0, 20), rows, default, part.Matrix);
            for (int row = 0; row < rows; row++)
            {
                for (int input = 0; input < 35; input++)
                {
                    double sum = 0;
                    for (int output = 0; output < 45; output++)
                    {
                        sum += (double)dy[row, 20 + output] * second.Weight[output].Span[input];
                    }

                    ((double)part[row, input]).ShouldBe(sum, 1e-5);
                    for (int output = 0; output < 20; output++)
                    {
                        sum += 0.25 * dy[row, output] * first.Weight[output].Span[input];
                    }

                    ((double)dx[row, input]).ShouldBe(before[row, input] + sum, 1e-5);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_transposed_left_operand_is_read_where_it_lies(KernelChoice choice)
    {
        var random = new DeterministicRandom(5);
        KernelSet kernels = Inference.Kernels.For(choice);
        foreach ((int rows, int depth, int columns) in new[] { (1, 1, 1), (5, 3, 8), (27, 19, 33), (40, 64, 64) })
        {
            using var left = new NativeRows(depth, rows, random);
            using var right = new NativeRows(depth, columns, random);
            using var result = new NativeRows(rows, columns, random);
            kernels.Multiply(new MatrixProduct
            {
                Rows = rows,
                Depth = depth,
                Panels = Padding.Pad(columns) / kernels.PanelWidth,
                Left = left.Matrix.Data,
                LeftRow = 1,
                LeftStep = left.Matrix.Stride,
                Right = right.Matrix.Data,
                RightStep = right.Matrix.Stride,
                RightPanel = kernels.PanelWidth,
                Result = result.Matrix.Data,
                ResultRow = result.Matrix.Stride,
            });
            for (int i = 0; i < rows * columns; i++)
            {
                (int row, int column) = (i / columns, i % columns);
                double sum = Enumerable.Range(0, depth).Sum(k => (double)left[k, row] * right[k, column]);
                ((double)result[row, column]).ShouldBe(sum, 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Transposing_packs_every_row_as_a_column(KernelChoice choice)
    {
        var random = new DeterministicRandom(6);
        int width = Inference.Kernels.For(choice).PanelWidth;
        foreach ((int rows, int columns) in new[] { (1, 1), (3, 6), (32, 8), (33, 31), (70, 5) })
        {
            using var source = new NativeRows(rows, columns, random);
            using var packed = new NativeBuffer((long)Padding.Pad(rows) * columns);
            Transposition.Pack(source.Matrix.Data, source.Matrix.Stride, rows, columns, width, packed.Pointer);
            int panels = (rows + width - 1) / width;
            for (int i = 0; i < panels * width * columns; i++)
            {
                (int panel, int column, int lane) = (i / (width * columns), i / width % columns, i % width);
                packed.Pointer[i].ShouldBe(source[Math.Min((panel * width) + lane, rows - 1), column]);
            }
        }
    }

    private static void RequireProduct(KernelChoice choice, int rows, int depth, int columns, DeterministicRandom random)
    {
        KernelSet kernels = Inference.Kernels.For(choice);
        Linear linear = RandomLinear(depth, columns, random);
        using var map = new PackedLinear(kernels.PanelWidth, 1, linear);
        using var x = new NativeRows(rows, depth, random);
        using var y = new NativeRows(rows, columns, random);
        kernels.Apply(map, x.Matrix, rows, y.Matrix);
        double[] expected = new double[rows * columns];
        for (int i = 0; i < expected.Length; i++)
        {
            ReadOnlySpan<float> weights = linear.Weight[i % columns].Span;
            expected[i] = linear.Bias.Span[i % columns];
            for (int k = 0; k < depth; k++)
            {
                expected[i] += (double)x[i / columns, k] * weights[k];
            }
        }

        double scale = Math.Sqrt(depth);
        Close.Within(expected, y.ToArray(), 5e-6 * scale, 0, $"{choice} {rows}×{depth}×{columns}");
        y.Matrix.Row(rows - 1)[Padding.Pad(columns)].ShouldBe(float.NaN);
    }

    private static Linear RandomLinear(int inputs, int outputs, DeterministicRandom random)
    {
        float[] weights = [.. Enumerable.Range(0, inputs * outputs).Select(_ => (float)random.NextGaussian())];
        float[] bias = [.. Enumerable.Range(0, outputs).Select(_ => (float)random.NextGaussian())];
        return new Linear(new Tensor(weights, new Shape(outputs, inputs)), new Tensor(bias, new Shape(outputs)));
    }
}
