namespace Bench.Inference;

/// <summary>How the managed core computes; nothing here but <see cref="Kernels"/> changes a bit of the results.</summary>
public sealed record ManagedCoreOptions
{
    /// <summary>Threads that may compute for all calls together, those of the callers among them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Most bytes of activations that a thread keeps for the backward pass. Batches are cut so that they fit; a row too long for it
    /// has its activations computed again, layer by layer. By default all threads together take no more than an eighth of the memory.
    /// </summary>
    public long KeptActivationBytes { get; init; } =
        Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / Environment.ProcessorCount, 96L << 20, 768L << 20);

    /// <summary>Which instructions are used. Results of different choices agree within rounding, not bit for bit.</summary>
    public KernelChoice Kernels { get; init; } = KernelChoice.Auto;
}
