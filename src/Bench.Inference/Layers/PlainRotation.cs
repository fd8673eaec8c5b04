namespace Bench.Inference;

/// <summary>What is done to heads of queries or keys before they meet: normalised, then rotated by position.</summary>
/// <param name="norm">Normalises each head, or <see langword="null"/>.</param>
/// <param name="rotary">Rotates each head, or <see langword="null"/>.</param>
/// <param name="config">The model's plan.</param>
internal sealed class PlainRotation(LayerNorm? norm, Rotary? rotary, EncoderConfig config)
{
    private readonly PlainNorm? _norm = norm is null ? null : new PlainNorm(norm, config);
    private readonly float[] _frequencies = rotary?.Frequencies(config.HeadSize) ?? [];

    /// <summary>Normalises and rotates.</summary>
    /// <param name="heads">[n, heads · d].</param>
    /// <param name="width">Heads · d.</param>
    public float[] Forward(float[] heads, int width) => Turn(_norm?.Forward(heads) ?? (float[])heads.Clone(), width, 1);

    /// <summary>From multipliers by the result to those by what went in; in place.</summary>
    /// <param name="a">What went in at one point.</param>
    /// <param name="b">What went in at the other.</param>
    /// <param name="m">Multipliers [n, heads · d].</param>
    /// <param name="width">Heads · d.</param>
    public float[] Backward(float[] a, float[] b, float[] m, int width)
    {
        Turn(m, width, -1);
        return _norm?.Backward(a, b, m) ?? m;
    }

    private float[] Turn(float[] heads, int width, int direction)
    {
        int half = _frequencies.Length;
        for (int start = 0; half > 0 && start < heads.Length; start += 2 * half)
        {
            int position = start / width;
            for (int k = 0; k < half; k++)
            {
                float angle = position * _frequencies[k];
                (float cosine, float sine) = ((float)Math.Cos(angle), direction * (float)Math.Sin(angle));
                (float first, float second) = (heads[start + k], heads[start + half + k]);
                heads[start + k] = (first * cosine) - (second * sine);
                heads[start + half + k] = (second * cosine) + (first * sine);
            }
        }

        return heads;
    }
}
