namespace Bench.Inference;

/// <summary>How the frequencies of rotary embeddings are lowered for long texts.</summary>
/// <param name="Factor">By how much.</param>
/// <param name="Low">Llama 3: wavelengths longer than the trained length over this are stretched in full; <see langword="null"/>: all are.</param>
/// <param name="High">Llama 3: wavelengths shorter than the trained length over this stay.</param>
/// <param name="TrainedLength">Llama 3: the length trained on first.</param>
public sealed record RotaryScaling(double Factor, double? Low = null, double High = 0, double TrainedLength = 0)
{
    /// <summary>The frequency after scaling; between the two bounds of Llama 3 a mixture of scaled and unscaled.</summary>
    /// <param name="frequency">The frequency before.</param>
    public float Apply(float frequency)
    {
        if (Low is not { } low)
        {
            return frequency / (float)Factor;
        }

        double wavelength = 2 * Math.PI / frequency;
        if (wavelength < TrainedLength / High)
        {
            return frequency;
        }

        if (wavelength > TrainedLength / low)
        {
            return frequency / (float)Factor;
        }

        double smooth = ((TrainedLength / wavelength) - low) / (High - low);
        return (float)(((1 - smooth) * frequency / Factor) + (smooth * frequency));
    }
}
