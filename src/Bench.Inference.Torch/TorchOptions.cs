namespace Bench.Inference.Torch;

/// <summary>How the torch core computes.</summary>
public sealed record TorchOptions
{
    /// <summary>Where to compute: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>; a CUDA device where there is one, unless given.</summary>
    public string? Device { get; init; }

    /// <summary>The floating-point format of weights and activations; answers are single precision always.</summary>
    public CorePrecision Precision { get; init; } = CorePrecision.Single;

    /// <summary>Threads that one call uses on the processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Most tokens of a batch, padding included; unless given, what suits the device.</summary>
    public int? BatchTokens { get; init; }

    /// <summary>Most bytes that the activations of a batch may take, as estimated; unless given, what suits the device.</summary>
    public long? ActivationBytes { get; init; }
}
