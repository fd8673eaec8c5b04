using System.Runtime.InteropServices;

namespace Bench.Inference;

/// <summary>What a layer computed for one row, kept while parts of the layer are computed again.</summary>
internal sealed unsafe class LayerStates : IDisposable
{
    private readonly NativeBuffer _buffer;
    private readonly nuint _tokens;

    /// <summary>Allocates room.</summary>
    /// <param name="dimensions">The model's widths.</param>
    /// <param name="tokens">Tokens of the row.</param>
    public LayerStates(Dimensions dimensions, int tokens)
    {
        var measure = new Carver(null);
        Layout(ref measure, dimensions, tokens);
        _buffer = new NativeBuffer(measure.Used);
        var carver = new Carver(_buffer.Pointer);
        Layout(ref carver, dimensions, tokens);
        _tokens = (nuint)tokens;
    }

    /// <summary>Hidden states before the layer.</summary>
    public Matrix Input { get; private set; }

    /// <summary>Values mixed by attention.</summary>
    public Matrix Context { get; private set; }

    /// <summary>Hidden states after the layer.</summary>
    public Matrix Output { get; private set; }

    /// <summary>Copies all rows to a matrix of the same stride.</summary>
    public void Copy(Matrix source, Matrix target) => NativeMemory.Copy(source.Data, target.Data, BytesOf(source));

    /// <summary>Sets all rows to 0.</summary>
    public void Clear(Matrix target) => NativeMemory.Clear(target.Data, BytesOf(target));

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private nuint BytesOf(Matrix matrix) => _tokens * (nuint)matrix.Stride * sizeof(float);

    private void Layout(ref Carver carver, Dimensions dimensions, int tokens)
    {
        Input = carver.TakeRows(tokens, dimensions.HiddenStride);
        Context = carver.TakeRows(tokens, dimensions.ContextStride);
        Output = carver.TakeRows(tokens, dimensions.HiddenStride);
    }
}
