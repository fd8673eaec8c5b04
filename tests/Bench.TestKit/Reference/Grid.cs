using System.Numerics;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A matrix of doubles, stored row by row.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
public sealed class Grid(int rows, int columns)
{
    private readonly double[] _data = new double[rows * columns];

    /// <summary>Number of rows.</summary>
    public int Rows => rows;

    /// <summary>Number of columns.</summary>
    public int Columns => columns;

    /// <summary>One element.</summary>
    public ref double this[int row, int column] => ref _data[(row * columns) + column];

    /// <summary>One row.</summary>
    public Span<double> Row(int row) => _data.AsSpan(row * columns, columns);

    /// <summary>A tensor with one or two axes, widened to doubles.</summary>
    public static Grid From(Tensor tensor)
    {
        var grid = tensor.Shape.Rank == 1 ? new Grid(1, tensor.Shape[0]) : new Grid(tensor.Shape[0], tensor.Shape[1]);
        for (int i = 0; i < grid._data.Length; i++)
        {
            grid._data[i] = tensor.Span[i];
        }

        return grid;
    }

    /// <summary>The elements rounded to floats.</summary>
    public float[] ToFloats() => [.. _data.Select(value => (float)value)];

    /// <summary>The sum of two matrices.</summary>
    public static Grid operator +(Grid a, Grid b) => a.Combine(b, (x, y) => x + y);

    /// <summary>A matrix made from two, element by element.</summary>
    public Grid Combine(Grid other, Func<double, double, double> combine)
    {
        var result = new Grid(rows, columns);
        for (int i = 0; i < _data.Length; i++)
        {
            result._data[i] = combine(_data[i], other._data[i]);
        }

        return result;
    }

    /// <summary>A matrix made from this one, element by element.</summary>
    public Grid Map(Func<double, double> map) => Combine(this, (x, _) => map(x));

    /// <summary>The matrix product A · Bᵀ: every row of A with every row of B.</summary>
    public static Grid TimesTransposed(Grid a, Grid b)
    {
        var result = new Grid(a.Rows, b.Rows);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < b.Rows; j++)
            {
                result[i, j] = Dot(a.Row(i), b.Row(j));
            }
        }

        return result;
    }

    /// <summary>The transposed matrix.</summary>
    public Grid Transpose()
    {
        var result = new Grid(columns, rows);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                result[j, i] = this[i, j];
            }
        }

        return result;
    }

    /// <summary>Some neighbouring columns.</summary>
    public Grid Slice(int firstColumn, int count)
    {
        var result = new Grid(rows, count);
        for (int i = 0; i < rows; i++)
        {
            Row(i).Slice(firstColumn, count).CopyTo(result.Row(i));
        }

        return result;
    }

    /// <summary>Writes a narrower matrix over some neighbouring columns.</summary>
    public void Paste(Grid part, int firstColumn)
    {
        for (int i = 0; i < rows; i++)
        {
            part.Row(i).CopyTo(Row(i)[firstColumn..]);
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < wideA.Length; i++)
        {
            sums += wideA[i] * wideB[i];
        }

        double sum = Vector.Sum(sums);
        for (int i = wideA.Length * Vector<double>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
