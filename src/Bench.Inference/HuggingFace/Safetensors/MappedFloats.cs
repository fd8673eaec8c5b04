using System.Buffers;

namespace Bench.Inference;

/// <summary>Lets a stretch of a mapped file be seen as memory. Pinning it keeps the file mapped.</summary>
/// <param name="bytes">The mapped file.</param>
/// <param name="offset">First byte of the stretch.</param>
/// <param name="count">Number of floats.</param>
internal sealed unsafe class MappedFloats(MappedBytes bytes, long offset, int count) : MemoryManager<float>
{
    /// <inheritdoc/>
    public override Span<float> GetSpan() => new(Pointer(0), count);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)count, nameof(elementIndex));
        float* pointer = Pointer(elementIndex);
        bool added = false;
        bytes.Handle!.DangerousAddRef(ref added);
        return new MemoryHandle(pointer, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin() => bytes.Handle!.DangerousRelease();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The file belongs to whoever opened it.
    }

    private float* Pointer(int index) => (float*)bytes.Pointer(offset, (long)count * sizeof(float)) + index;
}
