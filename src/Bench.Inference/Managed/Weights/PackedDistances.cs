namespace Bench.Inference;

/// <summary>
/// The keys and queries that stand for distances in disentangled attention. They hang on weights only, so they are computed once;
/// heads side by side, rows in the order of <see cref="DistanceRows"/>, queries already multiplied by the factor of the scores.
/// </summary>
internal sealed unsafe class PackedDistances : IDisposable
{
    private readonly NativeBuffer?[] _buffers = new NativeBuffer?[2];

    public PackedDistances(DisentangledWeights weights, EncoderConfig config, KernelSet kernels)
    {
        using var table = new PackedTable(weights.Distances, reversed: true);
        int rows = weights.Distances.Shape[0];
        if (weights.Norm is { } norm)
        {
            using var packed = new PackedNorm(norm, config);
            kernels.Normalize(table.Rows.Data, table.Rows.Stride, rows, packed.Weights, null, null, null);
        }

        Keys = Apply(0, weights.Key, 1);
        Queries = Apply(1, weights.Query, config.ScoreScale);

        Matrix Apply(int index, Linear? map, float scale)
        {
            if (map is null)
            {
                return default;
            }

            using var packed = new PackedLinear(kernels.PanelWidth, scale, map);
            int stride = Padding.Pad(map.Outputs);
            var buffer = _buffers[index] = new NativeBuffer(((long)rows * stride) + Padding.Columns);
            var result = new Matrix(buffer.Pointer, stride);
            kernels.Apply(packed, table.Rows, rows, result);
            return result;
        }
    }

    /// <summary>What queries meet [rows, heads · head size]; null where there is no such term.</summary>
    public Matrix Keys { get; }

    /// <summary>What keys meet [rows, heads · head size]; null where there is no such term.</summary>
    public Matrix Queries { get; }

    public void Dispose()
    {
        foreach (NativeBuffer? buffer in _buffers)
        {
            buffer?.Dispose();
        }
    }
}
