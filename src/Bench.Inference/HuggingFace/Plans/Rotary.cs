namespace Bench.Inference;

/// <summary>
/// Rotary position embeddings (Su et al. 2021) in the half-split form: with x = (a, b) cut in the middle, pair k of a token at position
/// p turns by p · base^(−2k/d). All in single precision, as PyTorch computes it.
/// </summary>
/// <param name="Base">The base θ.</param>
/// <param name="Scaling">Stretches positions beyond the trained length, or <see langword="null"/>.</param>
public sealed record Rotary(double Base, RotaryScaling? Scaling = null)
{
    /// <summary>The angle by which each pair turns from one position to the next.</summary>
    /// <param name="headSize">Width d of a head.</param>
    public float[] Frequencies(int headSize)
    {
        float[] result = new float[headSize / 2];
        for (int k = 0; k < result.Length; k++)
        {
            float exponent = 2 * k / (float)headSize;
            float frequency = 1f / (float)Math.Pow((float)Base, exponent);
            result[k] = Scaling?.Apply(frequency, k, this, headSize) ?? frequency;
        }

        return result;
    }
}
