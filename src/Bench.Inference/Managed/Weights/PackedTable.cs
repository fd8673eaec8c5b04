using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>A small embedding matrix in padded native memory.</summary>
internal sealed unsafe class PackedTable : IDisposable
{
    private readonly NativeBuffer _buffer;

    public PackedTable(Tensor table, bool reversed = false)
    {
        (int rows, int width) = (table.Shape[0], table.Shape[1]);
        int stride = Padding.Pad(width);
        _buffer = new NativeBuffer((long)rows * stride);
        Rows = new Matrix(_buffer.Pointer, stride);
        for (int row = 0; row < rows; row++)
        {
            table.Span.Slice((reversed ? rows - 1 - row : row) * width, width).CopyTo(new Span<float>(Row(row), width));
        }
    }

    /// <summary>All padded rows.</summary>
    public Matrix Rows { get; }

    /// <summary>One padded row.</summary>
    public float* Row(int index) => Rows.Row(index);

    public void Dispose() => _buffer.Dispose();
}
