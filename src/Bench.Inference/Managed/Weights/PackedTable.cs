using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>A small embedding matrix in padded native memory.</summary>
internal sealed unsafe class PackedTable : IDisposable
{
    private readonly NativeBuffer _buffer;
    private readonly int _stride;

    public PackedTable(Tensor table)
    {
        (int rows, int width) = (table.Shape[0], table.Shape[1]);
        _stride = Padding.Pad(width);
        _buffer = new NativeBuffer((long)rows * _stride);
        for (int row = 0; row < rows; row++)
        {
            table.Span.Slice(row * width, width).CopyTo(new Span<float>(Row(row), width));
        }
    }

    /// <summary>One padded row.</summary>
    public float* Row(int index) => _buffer.Pointer + ((nint)index * _stride);

    public void Dispose() => _buffer.Dispose();
}
