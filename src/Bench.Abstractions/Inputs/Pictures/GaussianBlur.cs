namespace Bench.Abstractions;

/// <summary>
/// Convolution with a Gaussian, as <c>scipy.ndimage.gaussian_filter</c> computes it: cut off at four standard deviations, weights that sum
/// to 1, and the picture mirrored at its edges (the last pixel twice).
/// </summary>
internal static class GaussianBlur
{
    private const double CutOff = 4;

    /// <summary>Blurs planes.</summary>
    /// <param name="planes">Any number of planes [H, W].</param>
    /// <param name="width">W.</param>
    /// <param name="height">H.</param>
    /// <param name="deviation">Standard deviation in pixels, above 0.</param>
    public static float[] Of(ReadOnlySpan<float> planes, int width, int height, double deviation)
    {
        double[] weights = Weights(deviation);
        float[] rows = new float[planes.Length], result = new float[planes.Length];
        Along(planes, rows, width, 1, weights);
        for (int start = 0; start < planes.Length; start += width * height)
        {
            Along(rows.AsSpan(start, width * height), result.AsSpan(start, width * height), height, width, weights);
        }

        return result;
    }

    private static double[] Weights(double deviation)
    {
        int radius = (int)((CutOff * deviation) + 0.5);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(x => Math.Exp(-0.5 * x * x / (deviation * deviation)))];
        double sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    // Lines of a length whose elements lie a step apart; with a step above 1, that many lines lie interleaved.
    private static void Along(ReadOnlySpan<float> from, Span<float> to, int length, int step, double[] weights)
    {
        int radius = weights.Length / 2;
        for (int i = 0; i < from.Length; i++)
        {
            int at = i / step % length, first = i - (at * step);
            double sum = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                sum += weights[k] * from[first + (Mirrored(at + k - radius, length) * step)];
            }

            to[i] = (float)sum;
        }
    }

    private static int Mirrored(int at, int length)
    {
        int period = 2 * length, inside = ((at % period) + period) % period;
        return inside < length ? inside : period - 1 - inside;
    }
}
