using System.ComponentModel;

namespace Bench.Explainers;

/// <summary>How the mixing maps of several layers become one.</summary>
public enum LayerAggregate
{
    /// <summary>
    /// Their product from the first layer to the last: what the output of the last layer takes from the input of the first.
    /// </summary>
    Rollout,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The last layer's alone.</summary>
    Last,
}

/// <summary>Options of <see cref="TokenMixingExplainer"/>.</summary>
public sealed record TokenMixingOptions : AttentionReadingOptions
{
    /// <summary>How layers become one.</summary>
    [Description("Layers: rollout (product from the first to the last), mean, or last")]
    public LayerAggregate Layers { get; init; } = LayerAggregate.Rollout;
}
