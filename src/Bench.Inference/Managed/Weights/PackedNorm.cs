namespace Bench.Inference;

/// <summary>A normalisation's weights in padded native memory.</summary>
internal sealed unsafe class PackedNorm : IDisposable
{
    private readonly NativeBuffer _buffer;

    public PackedNorm(LayerNorm norm, double epsilon)
    {
        int width = norm.Weight.Span.Length;
        _buffer = new NativeBuffer(2L * Padding.Pad(width));
        float* shift = _buffer.Pointer + Padding.Pad(width);
        norm.Weight.Span.CopyTo(new Span<float>(_buffer.Pointer, width));
        norm.Bias.Span.CopyTo(new Span<float>(shift, width));
        Weights = new NormWeights(_buffer.Pointer, shift, width, (float)epsilon);
    }

    public NormWeights Weights { get; }

    public void Dispose() => _buffer.Dispose();
}
