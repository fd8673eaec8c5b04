namespace Bench.Inference;

/// <summary>What a command line says about how a core computes.</summary>
public sealed record CoreOptions
{
    /// <summary>Threads that may compute for all calls together, where the core computes on the processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where to compute: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>; <see langword="null"/> for the core's own choice.</summary>
    public string? Device { get; init; }

    /// <summary>The floating-point format of weights and activations.</summary>
    public CorePrecision Precision { get; init; } = CorePrecision.Single;
}
