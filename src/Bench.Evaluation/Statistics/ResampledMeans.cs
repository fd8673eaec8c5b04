using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Means under resampling with replacement. All columns share each resample, so that differences between columns of one resample
/// are paired. A resample is held as how often each row was drawn, which makes its means plain dot products.
/// </summary>
internal static class ResampledMeans
{
    // Resamples computed together, so that each load of a column serves this many.
    private const int Together = 4;

    /// <summary>The mean of every column under every resample.</summary>
    /// <param name="columns">Columns of n values each, n ≥ 1.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed; equal seeds, n and resamples draw the same rows whatever the columns hold.</param>
    /// <returns>One array of <paramref name="resamples"/> means per column.</returns>
    public static double[][] Of(IReadOnlyList<double[]> columns, int resamples, ulong seed)
    {
        int n = columns[0].Length;
        int width = (n + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        double[][] padded = [.. columns.Select(column => Pad(column, width))];
        double[][] means = [.. columns.Select(_ => new double[resamples])];
        double[] counts = new double[Together * width];
        var random = new DeterministicRandom(seed);
        Span<double> sums = stackalloc double[Together];
        for (int first = 0; first < resamples; first += Together)
        {
            Draw(random, counts, n, width);
            int used = Math.Min(Together, resamples - first);
            for (int column = 0; column < padded.Length; column++)
            {
                Sums(counts, padded[column], sums);
                for (int i = 0; i < used; i++)
                {
                    means[column][first + i] = sums[i] / n;
                }
            }
        }

        return means;
    }

    private static double[] Pad(double[] column, int width)
    {
        double[] padded = new double[width];
        column.CopyTo(padded, 0);
        return padded;
    }

    private static void Draw(DeterministicRandom random, double[] counts, int n, int width)
    {
        Array.Clear(counts);
        for (int resample = 0; resample < Together; resample++)
        {
            Span<double> row = counts.AsSpan(resample * width, width);
            for (int i = 0; i < n; i += 2)
            {
                // Two draws from one number; scaling 32 bits to n rows is uneven by less than n / 2³² of a draw.
                ulong bits = random.NextUInt64();
                row[(int)(((bits >> 32) * (ulong)n) >> 32)]++;
                if (i + 1 < n)
                {
                    row[(int)(((bits & uint.MaxValue) * (ulong)n) >> 32)]++;
                }
            }
        }
    }

    // Multiplication and addition stay apart and the width is fixed, so that every machine rounds alike.
    private static void Sums(double[] counts, double[] column, Span<double> sums)
    {
        ReadOnlySpan<Vector256<double>> x = MemoryMarshal.Cast<double, Vector256<double>>(column.AsSpan());
        ReadOnlySpan<Vector256<double>> w = MemoryMarshal.Cast<double, Vector256<double>>(counts.AsSpan());
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
