using System.Runtime.InteropServices;

namespace Bench.Inference;

/// <summary>Zeroed native memory, aligned to cache lines.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const int Alignment = 64;

    /// <summary>Allocates zeros.</summary>
    /// <param name="count">Floats.</param>
    public NativeBuffer(long count)
    {
        Count = count;
        nuint bytes = (nuint)Math.Max(1, count) * sizeof(float);
        Pointer = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(Pointer, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    ~NativeBuffer() => Free();

    /// <summary>Number of floats.</summary>
    public long Count { get; }

    /// <summary>The first float; null once freed.</summary>
    public float* Pointer { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer != null)
        {
            NativeMemory.AlignedFree(Pointer);
            Pointer = null;
            GC.RemoveMemoryPressure(Math.Max(1, Count) * sizeof(float));
        }
    }
}
