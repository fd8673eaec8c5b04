using System.Runtime.InteropServices;

namespace Bench.Inference;

/// <summary>What a layer computed for one row, kept while parts of the layer are computed again.</summary>
internal sealed unsafe class LayerStates : IDisposable
{
    private readonly NativeBuffer _buffer;
    private readonly nuint _bytes;

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
        _bytes = (nuint)tokens * (nuint)dimensions.HiddenStride * sizeof(float);
    }

    /// <summary>Hidden states before the layer.</summary>
    public Matrix Input { get; private set; }

    /// <summary>Values mixed by attention.</summary>
    public Matrix Context { get; private set; }

    /// <summary>Hidden states after the layer.</summary>
    public Matrix Output { get; private set; }

    /// <summary>Copies all rows.</summary>
    public void Copy(Matrix source, Matrix target) => NativeMemory.Copy(source.Data, target.Data, _bytes);

    /// <summary>Sets all rows to 0.</summary>
    public void Clear(Matrix target) => NativeMemory.Clear(target.Data, _bytes);

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private void Layout(ref Carver carver, Dimensions dimensions, int tokens)
    {
        Input = carver.TakeRows(tokens, dimensions.HiddenStride);
        Context = carver.TakeRows(tokens, dimensions.HiddenStride);
        Output = carver.TakeRows(tokens, dimensions.HiddenStride);
    }
}
