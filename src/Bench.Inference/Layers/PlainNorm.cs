namespace Bench.Inference;

/// <summary>Normalisation of every row of a matrix; a matrix of heads side by side has a row a head.</summary>
/// <param name="norm">Scale and shift.</param>
/// <param name="config">Says of which kind normalisations are.</param>
internal sealed class PlainNorm(LayerNorm norm, EncoderConfig config)
{
    private readonly int _width = norm.Weight.Shape.Count;
    private readonly bool _centred = !config.RootMeanSquare;

    /// <summary>The normalised rows.</summary>
    /// <param name="x">[n, width].</param>
    public float[] Forward(float[] x)
    {
        float[] y = new float[x.Length];
        ReadOnlySpan<float> weights = norm.Weight.Span, biases = norm.Bias.Span;
        for (int start = 0; start < x.Length; start += _width)
        {
            (double mean, double deviation) = ContrastRules.Moments(x.AsSpan(start, _width), config.LayerNormEpsilon, _centred);
            for (int i = 0; i < _width; i++)
            {
                y[start + i] = (float)(((x[start + i] - mean) / deviation * weights[i]) + biases[i]);
            }
        }

        return y;
    }

    /// <summary>From multipliers by the output to those by the input, in place.</summary>
    /// <param name="a">Input of one point.</param>
    /// <param name="b">Input of the other.</param>
    /// <param name="m">Multipliers, [n, width].</param>
    /// <returns><paramref name="m"/>.</returns>
    public float[] Backward(float[] a, float[] b, float[] m)
    {
        for (int start = 0; start < m.Length; start += _width)
        {
            ContrastRules.Normalization(
                norm, config.LayerNormEpsilon, _centred, a.AsSpan(start, _width), b.AsSpan(start, _width), m.AsSpan(start, _width));
        }

        return m;
    }
}
