using Bench.Abstractions;

namespace Bench.Inference.Tests;

/// <summary>Random padded rows in native memory, surrounded by NaN, with double copies.</summary>
internal sealed unsafe class NativeRows : IDisposable
{
    private readonly NativeBuffer _buffer;

    /// <summary>Fills rows with Gaussian numbers; the padding is zero.</summary>
    public NativeRows(int rows, int columns, DeterministicRandom random)
    {
        (Rows, Columns) = (rows, columns);
        int stride = Padding.Stride(columns);
        _buffer = new NativeBuffer(((long)rows * stride) + 128);
        new Span<float>(_buffer.Pointer, (int)_buffer.Count).Fill(float.NaN);
        Matrix = new Matrix(_buffer.Pointer, stride);
        for (int row = 0; row < rows; row++)
        {
            new Span<float>(Matrix.Row(row), Padding.Pad(columns)).Clear();
            for (int column = 0; column < columns; column++)
            {
                this[row, column] = (float)random.NextGaussian();
            }
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public Matrix Matrix { get; }

    public float this[int row, int column]
    {
        get => Matrix.Row(row)[column];
        set => Matrix.Row(row)[column] = value;
    }

    /// <summary>The elements without padding, row by row.</summary>
    public float[] ToArray() =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, Columns).Select(column => this[row, column]))];

    /// <summary>The elements as doubles.</summary>
    public double[,] ToDoubles()
    {
        double[,] copy = new double[Rows, Columns];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i / Columns, i % Columns] = this[i / Columns, i % Columns];
        }

        return copy;
    }

    public void Dispose() => _buffer.Dispose();
}
