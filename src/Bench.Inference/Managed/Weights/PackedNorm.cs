namespace Bench.Inference;

/// <summary>A normalisation's weights in padded native memory.</summary>
internal sealed unsafe class PackedNorm : IDisposable
{
    private readonly NativeBuffer _buffer;

    /// <summary>Packs a normalisation.</summary>
    /// <param name="norm">Its weights.</param>
    /// <param name="config">Says of which kind all normalisations are.</param>
    /// <param name="factor">Factor of scale and shift.</param>
    public PackedNorm(LayerNorm norm, EncoderConfig config, float factor = 1)
        : this(norm, norm.Epsilon ?? config.LayerNormEpsilon, !config.RootMeanSquare, factor)
    {
    }

    /// <summary>Packs a normalisation of a given kind.</summary>
    public PackedNorm(LayerNorm norm, double epsilon, bool centred = true, float factor = 1)
    {
        int width = norm.Weight.Span.Length;
        _buffer = new NativeBuffer(2L * Padding.Pad(width));
        float* shift = _buffer.Pointer + Padding.Pad(width);
        for (int i = 0; i < width; i++)
        {
            _buffer.Pointer[i] = norm.Weight.Span[i] * factor;
            shift[i] = norm.Bias.Span[i] * factor;
        }

        Weights = new NormWeights(_buffer.Pointer, shift, width, (float)epsilon, centred);
    }

    public NormWeights Weights { get; }

    public void Dispose() => _buffer.Dispose();
}
