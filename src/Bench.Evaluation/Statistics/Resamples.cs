using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bench.Evaluation;

/// <summary>
/// Weighted sums of columns under many random weightings. All columns share each weighting, so that the difference of two columns'
/// sums is the sum of their differences: every pair is compared at no further cost.
/// </summary>
internal static class Resamples
{
    // Weightings computed together, so that each load of a column serves this many.
    private const int Together = 4;

    /// <summary>Σᵢ wᵢ xᵢ of every column under every weighting.</summary>
    /// <param name="columns">Columns of n values each, n ≥ 1.</param>
    /// <param name="weights">Makes the weightings one after the other.</param>
    /// <returns>One array per column, with one sum per weighting.</returns>
    public static double[][] Sums(IReadOnlyList<double[]> columns, IRowWeights weights)
    {
        int n = columns[0].Length;
        int width = (n + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        double[][] padded = [.. columns.Select(column => Pad(column, width))];
        double[][] sums = [.. columns.Select(_ => new double[weights.Count])];
        double[] block = new double[Together * width];
        Span<double> four = stackalloc double[Together];
        for (int first = 0; first < weights.Count; first += Together)
        {
            int used = Math.Min(Together, weights.Count - first);
            for (int i = 0; i < used; i++)
            {
                weights.Next(block.AsSpan(i * width, n));
            }

            for (int column = 0; column < padded.Length; column++)
            {
                Multiply(block, padded[column], four);
                four[..used].CopyTo(sums[column].AsSpan(first));
            }
        }

        return sums;
    }

    private static double[] Pad(double[] column, int width)
    {
        double[] padded = new double[width];
        column.CopyTo(padded, 0);
        return padded;
    }

    // Multiplication and addition stay apart and the width is fixed, so that every machine rounds alike.
    private static void Multiply(double[] block, double[] column, Span<double> sums)
    {
        ReadOnlySpan<Vector256<double>> x = MemoryMarshal.Cast<double, Vector256<double>>(column.AsSpan());
        ReadOnlySpan<Vector256<double>> w = MemoryMarshal.Cast<double, Vector256<double>>(block.AsSpan());
        ReadOnlySpan<Vector256<double>> w0 = w[..x.Length];
        ReadOnlySpan<Vector256<double>> w1 = w.Slice(x.Length, x.Length);
        ReadOnlySpan<Vector256<double>> w2 = w.Slice(2 * x.Length, x.Length);
        ReadOnlySpan<Vector256<double>> w3 = w.Slice(3 * x.Length, x.Length);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int i = 0; i < x.Length; i++)
        {
            Vector256<double> values = x[i];
            s0 += w0[i] * values;
            s1 += w1[i] * values;
            s2 += w2[i] * values;
            s3 += w3[i] * values;
        }

        sums[0] = Vector256.Sum(s0);
        sums[1] = Vector256.Sum(s1);
        sums[2] = Vector256.Sum(s2);
        sums[3] = Vector256.Sum(s3);
    }
}
