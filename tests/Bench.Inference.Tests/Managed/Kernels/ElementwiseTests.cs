using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Inference.Tests;

/// <summary>Everything that is no product, of every kernel, against double precision, with odd tails.</summary>
public unsafe class ElementwiseTests
{
    public static TheoryData<KernelChoice> Kernels => [.. Cores.Kernels];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Activations_and_slopes_agree(KernelChoice choice)
    {
        // A product with the identity puts any x through the finish of a tile.
        KernelSet kernels = Inference.Kernels.For(choice);
        using var identity = new PackedLinear(kernels.PanelWidth, 1, Identity(41));
        using var x = new NativeRows(997, 41, new DeterministicRandom(1));
        for (int i = 0; i < x.Rows * x.Columns; i++)
        {
            x[i / x.Columns, i % x.Columns] = ((i / (float)(x.Rows * x.Columns)) - 0.5f) * 24;
        }

        foreach (HiddenActivation activation in Enum.GetValues<HiddenActivation>())
        {
            using var plain = new NativeRows(x.Rows, x.Columns, new DeterministicRandom(2));
            using var keeping = new NativeRows(x.Rows, x.Columns, new DeterministicRandom(3));
            using var slope = new NativeRows(x.Rows, x.Columns, new DeterministicRandom(4));
            using var chained = new NativeRows(x.Rows, x.Columns, new DeterministicRandom(5));
            var finish = new TileFinish { Kind = FinishKind.Activate, Activation = activation };
            kernels.Apply(identity, x.Matrix, x.Rows, plain.Matrix, finish);
            finish = finish with { Kind = FinishKind.ActivateAndKeepSlope, Slope = slope.Matrix.Data, Row = slope.Matrix.Stride };
            kernels.Apply(identity, x.Matrix, x.Rows, keeping.Matrix, finish);
            finish = finish with { Kind = FinishKind.MultiplyBySlope };
            kernels.ApplyBackward(identity, x.Matrix, x.Rows, default, chained.Matrix, finish);

            float[] inputs = x.ToArray();
            double[] level = [.. inputs.Select(value => Math.Max(1, Math.Abs((double)value)))];
            double[] values = [.. inputs.Select((value, i) => ReferenceActivation.Value(activation, value) / level[i])];
            double[] slopes = [.. inputs.Select(value => ReferenceActivation.Derivative(activation, value))];
            Close.Within(values, plain.ToArray().Select((value, i) => value / level[i]).ToArray(), 3e-7, 0, $"{choice} {activation}");
            Close.Within(slopes, slope.ToArray(), 6e-7, 0, $"{choice} slope of {activation}");
            keeping.ToArray().ShouldBe(plain.ToArray());
            chained.ToArray().ShouldBe([.. inputs.Zip(slope.ToArray(), (value, factor) => value * factor)]);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Softmax_and_its_gradient_agree_at_every_width(KernelChoice choice)
    {
        KernelSet kernels = Inference.Kernels.For(choice);
        var random = new DeterministicRandom(2);
        foreach (int count in Enumerable.Range(1, 70))
        {
            using var scores = new NativeRows(5, count, random);
            using var gradient = new NativeRows(5, count, random);
            scores[0, count - 1] = 60;
            scores[1, 0] = -200;
            for (int column = count; column < Padding.Pad(count); column++)
            {
                scores[2, column] = gradient[2, column] = float.NaN;
                scores[3, column] = 300;
            }

            double[,] input = scores.ToDoubles(), upstream = gradient.ToDoubles();
            kernels.Softmax(scores.Matrix.Data, scores.Matrix.Stride, 5, count, Padding.Pad(count));
            kernels.SoftmaxBackward(
                scores.Matrix.Data, scores.Matrix.Stride, gradient.Matrix.Data, gradient.Matrix.Stride, 5, count);
            for (int row = 0; row < 5; row++)
            {
                double[] e = [.. Enumerable.Range(0, count).Select(i => Math.Exp(input[row, i]))];
                double[] p = [.. e.Select(value => value / e.Sum())];
                double mean = p.Select((value, i) => value * upstream[row, i]).Sum();
                double[] expected = [.. p.Select((value, i) => value * (upstream[row, i] - mean))];
                Close.Within(p, scores.ToArray().AsSpan(row * count, count), 2e-7, 0, $"{choice} softmax of {count}");
                Close.Within(expected, gradient.ToArray().AsSpan(row * count, count), 1e-6, 0, $"{choice} gradient of {count}");
                scores[row, Padding.Pad(count) - 1].ShouldBe(count == Padding.Pad(count) ? scores[row, count - 1] : 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Softmax_within_ranges_writes_zeros_around_them_and_nothing_else(KernelChoice choice)
    {
        const int columns = 128, written = 32, end = 96, rows = 21;
        KernelSet kernels = Inference.Kernels.For(choice);
        var random = new DeterministicRandom(4);
        using var scores = new NativeRows(rows, columns, random);
        (int First, int End)[] ranges = [.. Enumerable.Range(0, rows).Select(_ =>
        {
            int first = written + random.NextInt(end - written);
            return (first, first + random.NextInt(end - first + 1));
        })];
        (ranges[0], ranges[1], ranges[2]) = ((written, end), (50, 50), (51, 52));
        double[,] input = scores.ToDoubles();
        for (int row = 0; row < rows; row++)
        {
            for (int column = written; column < end; column++)
            {
                // What earlier blocks left there.
                scores[row, column] = column >= ranges[row].First && column < ranges[row].End ? scores[row, column] : 300;
            }
        }

        kernels.SoftmaxWithin(scores.Matrix.Data, scores.Matrix.Stride, ranges, written, end);
        for (int row = 0; row < rows; row++)
        {
            (int first, int last) = ranges[row];
            double sum = Enumerable.Range(first, last - first).Sum(column => Math.Exp(input[row, column]));
            double[] expected = [.. Enumerable.Range(0, columns).Select(column =>
                column is < written or >= end ? input[row, column]
                : column >= first && column < last ? Math.Exp(input[row, column]) / sum
                : 0)];
            Close.Within(expected, scores.ToArray().AsSpan(row * columns, columns), 2e-7, 0, $"{choice} softmax of {ranges[row]}");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Normalisation_and_its_gradient_agree_at_every_width(KernelChoice choice)
    {
        KernelSet kernels = Inference.Kernels.For(choice);
        var random = new DeterministicRandom(3);
        float* inverse = stackalloc float[3];
        foreach (int width in Enumerable.Range(2, 69))
        {
            using var x = new NativeRows(3, width, random);
            using var gradient = new NativeRows(3, width, random);
            using var kept = new NativeRows(3, width, random);
            using var plain = new NativeRows(3, width, random);
            using var bias = new NativeRows(1, width, random);
            var norm = new LayerNorm(RandomVector(width, random), RandomVector(width, random));
            using var packed = new PackedNorm(norm, 1e-5);
            Grid input = new(3, width);
            Grid upstream = new(3, width);
            for (int i = 0; i < 3 * width; i++)
            {
                (int row, int column) = (i / width, i % width);
                plain[row, column] = x[row, column];
                input[row, column] = (double)x[row, column] + bias[0, column];
                upstream[row, column] = gradient[row, column];
            }

            kernels.Normalize(x.Matrix.Data, x.Matrix.Stride, 3, packed.Weights, bias.Matrix.Data, kept.Matrix.Data, inverse);
            kernels.Normalize(plain.Matrix.Data, plain.Matrix.Stride, 3, packed.Weights, bias.Matrix.Data, null, null);
            kernels.NormalizeBackward(gradient.Matrix.Data, gradient.Matrix.Stride, 3, packed.Weights, kept.Matrix.Data, inverse);

            var reference = new ReferenceNorm(norm, (float)1e-5);
            Tensor Expected(Grid grid) => new(grid.ToFloats(), new Shape(3, width));
            Tensor Actual(NativeRows rows) => new(rows.ToArray(), new Shape(3, width));
            Close.ToLargest(Expected(reference.Forward(input)), Actual(x), 1e-6, 2e-6, $"{choice} normalisation of {width}");
            Close.ToLargest(Expected(reference.Backward(input, upstream)), Actual(gradient), 1e-6, 1e-5, $"{choice} gradient of {width}");
            plain.ToArray().ShouldBe(x.ToArray());

            using var biased = new NativeRows(3, width, random);
            for (int i = 0; i < 3 * width; i++)
            {
                biased[i / width, i % width] = (float)input[i / width, i % width];
            }

            kernels.Normalize(biased.Matrix.Data, biased.Matrix.Stride, 3, packed.Weights, null, null, null);
            biased.ToArray().ShouldBe(x.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Scaled_sums_touch_nothing_beyond_their_length(KernelChoice choice)
    {
        KernelSet kernels = Inference.Kernels.For(choice);
        float* target = stackalloc float[41];
        float* source = stackalloc float[41];
        for (int count = 0; count < 40; count++)
        {
            for (int i = 0; i <= 40; i++)
            {
                (target[i], source[i]) = (i, 2 * i);
            }

            kernels.AddScaled(target, source, 0.5f, count);
            for (int i = 0; i <= 40; i++)
            {
                target[i].ShouldBe(i < count ? 2 * i : i);
            }
        }
    }

    private static Linear Identity(int width)
    {
        float[] weights = new float[width * width];
        for (int i = 0; i < width; i++)
        {
            weights[(i * width) + i] = 1;
        }

        return new Linear(new Tensor(weights, new Shape(width, width)), new Tensor(new float[width], new Shape(width)));
    }

    private static Tensor RandomVector(int width, DeterministicRandom random) =>
        new(Enumerable.Range(0, width).Select(_ => (float)random.NextGaussian()).ToArray(), new Shape(width));
}
