namespace Bench.Inference;

/// <summary>Scale and shift of a normalisation, padded with zeros.</summary>
/// <param name="scale">Scale, padded.</param>
/// <param name="shift">Shift, padded.</param>
/// <param name="width">Elements normalised together, without padding.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="centred">Whether the mean is subtracted first.</param>
internal unsafe readonly struct NormWeights(float* scale, float* shift, int width, float epsilon, bool centred)
{
    public float* Scale { get; } = scale;

    public float* Shift { get; } = shift;

    public int Width { get; } = width;

    public float Epsilon { get; } = epsilon;

    public bool IsCentred { get; } = centred;
}
