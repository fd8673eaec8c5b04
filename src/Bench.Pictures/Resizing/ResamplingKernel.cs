namespace Bench.Pictures;

/// <summary>The weights with which one axis is resized: for every pixel of the result, which pixels count and how much.</summary>
/// <param name="First">The first pixel that counts, for every pixel of the result.</param>
/// <param name="Weights">Weights of the pixels from there on, in units of 2⁻²².</param>
internal sealed record ResamplingKernel(int[] First, int[][] Weights)
{
    /// <summary>Binary places of the weights: 32 bits less 8 of a pixel and 2 for weights that add up to more than 1 in between.</summary>
    public const int Bits = 22;

    /// <summary>The weights of Pillow (libImaging/Resample.c, precompute_coeffs and normalize_coeffs_8bpc).</summary>
    /// <param name="from">Pixels of the axis.</param>
    /// <param name="to">Pixels of the result.</param>
    /// <param name="resampling">The filter.</param>
    public static ResamplingKernel Of(int from, int to, Resampling resampling)
    {
        double scale = (double)from / to;
        double stretch = Math.Max(scale, 1);
        double support = (resampling == Resampling.Bilinear ? 1 : 2) * stretch;
        int[] first = new int[to];
        int[][] weights = new int[to][];
        for (int pixel = 0; pixel < to; pixel++)
        {
            double center = (pixel + 0.5) * scale;
            int start = Math.Max((int)(center - support + 0.5), 0);
            int end = Math.Min((int)(center + support + 0.5), from);
            double[] exact = new double[end - start];
            double sum = 0;
            for (int i = 0; i < exact.Length; i++)
            {
                exact[i] = Weight((i + start - center + 0.5) * (1 / stretch), resampling);
                sum += exact[i];
            }

            first[pixel] = start;
            weights[pixel] = Array.ConvertAll(exact, weight => Fixed(sum == 0 ? weight : weight * (1 / sum)));
        }

        return new ResamplingKernel(first, weights);
    }

    private static int Fixed(double weight) => (int)((weight * (1 << Bits)) + (weight < 0 ? -0.5 : 0.5));

    private static double Weight(double x, Resampling resampling)
    {
        x = Math.Abs(x);
        return resampling == Resampling.Bilinear ? (x < 1 ? 1 - x : 0)
            : x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1
            : x < 2 ? (((((x - 5) * x) + 8) * x) - 4) * -0.5
            : 0;
    }
}
