namespace Bench.Abstractions;

/// <summary>What a list says of a task, and which models it is for.</summary>
public sealed record TaskDescriptor : IComponentDescriptor
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Summary { get; init; }

    /// <summary>How its targets are named.</summary>
    public required string TargetNames { get; init; }

    /// <summary>Whether a model can be used for it.</summary>
    public required Func<ModelInfo, bool> Fits { get; init; }

    /// <summary>What a model needs for it, for messages.</summary>
    public required string Needs { get; init; }
}
