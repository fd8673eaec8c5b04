namespace Bench.Inference;

/// <summary>
/// How the frequencies of rotary embeddings are lowered for texts longer than those trained on; all in the precision of PyTorch.
/// </summary>
public abstract record RotaryScaling
{
    /// <summary>The frequency of a pair after scaling.</summary>
    /// <param name="frequency">The frequency before.</param>
    /// <param name="pair">Index k of the pair.</param>
    /// <param name="rotary">The base.</param>
    /// <param name="headSize">Width d of a head.</param>
    public abstract float Apply(float frequency, int pair, Rotary rotary, int headSize);
}

/// <summary>
/// Every frequency is divided (Chen et al. 2023, Extending Context Window of Large Language Models via Positional Interpolation).
/// </summary>
/// <param name="Factor">By how much.</param>
public sealed record LinearScaling(double Factor) : RotaryScaling
{
    /// <inheritdoc/>
    public override float Apply(float frequency, int pair, Rotary rotary, int headSize) => frequency / (float)Factor;
}

/// <summary>Llama 3's: long wavelengths are stretched in full, short ones stay, those between are a mixture of both.</summary>
/// <param name="Factor">By how much long wavelengths are stretched.</param>
/// <param name="Low">Wavelengths longer than the trained length over this are stretched in full.</param>
/// <param name="High">Wavelengths shorter than the trained length over this stay.</param>
/// <param name="TrainedLength">The length trained on first.</param>
public sealed record Llama3Scaling(double Factor, double Low, double High, double TrainedLength) : RotaryScaling
{
    /// <inheritdoc/>
    public override float Apply(float frequency, int pair, Rotary rotary, int headSize)
    {
        double wavelength = 2 * Math.PI / frequency;
        if (wavelength < TrainedLength / High)
        {
            return frequency;
        }

        if (wavelength > TrainedLength / Low)
        {
            return frequency / (float)Factor;
        }

        double smooth = ((TrainedLength / wavelength) - Low) / (High - Low);
        return (float)(((1 - smooth) * frequency / Factor) + (smooth * frequency));
    }
}

/// <summary>
/// YaRN's (Peng et al. 2024, section 3.2): pairs that turn often within the trained length stay, those that turn seldom are stretched, and
/// between them a ramp over the pairs mixes both. Its factor of cosines and sines is no part of the frequencies: see
/// <see cref="Magnitude"/>.
/// </summary>
/// <param name="Factor">By how much seldom turning pairs are stretched.</param>
/// <param name="Fast">Pairs with as many turns within the trained length or more stay.</param>
/// <param name="Slow">Pairs with as few turns are stretched in full.</param>
/// <param name="TrainedLength">The length trained on first.</param>
/// <param name="Whole">Whether the ramp begins and ends at whole pairs.</param>
public sealed record YarnScaling(double Factor, double Fast, double Slow, double TrainedLength, bool Whole = true) : RotaryScaling
{
    /// <summary>What cosines and sines are multiplied with: 0.1 · scale · ln(factor) + 1 (section 3.4).</summary>
    /// <param name="factor">By how much pairs are stretched; up to 1 nothing is.</param>
    /// <param name="scale">The scale of the logarithm.</param>
    public static double Magnitude(double factor, double scale = 1) => factor <= 1 ? 1 : (0.1 * scale * Math.Log(factor)) + 1;

    /// <inheritdoc/>
    public override float Apply(float frequency, int pair, Rotary rotary, int headSize)
    {
        double first = PairOf(Fast), last = PairOf(Slow);
        first = Math.Max(0, Whole ? Math.Floor(first) : first);
        last = Math.Min(headSize - 1, Whole ? Math.Ceiling(last) : last);
        float stretched = Math.Clamp((pair - (float)first) / (float)(last == first ? 0.001 : last - first), 0, 1);
        return (frequency / (float)Factor * stretched) + (frequency * (1 - stretched));

        // The pair with so many turns within the trained length.
        double PairOf(double turns) => headSize * Math.Log(TrainedLength / (turns * 2 * Math.PI)) / (2 * Math.Log(rotary.Base));
    }
}
