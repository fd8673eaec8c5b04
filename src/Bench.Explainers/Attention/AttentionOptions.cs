using System.Collections.Immutable;
using System.ComponentModel;

namespace Bench.Explainers;

/// <summary>How the maps of several layers and heads become one.</summary>
public enum AttentionAggregate
{
    /// <summary>Mean.</summary>
    Mean,

    /// <summary>Median; the mean of the two middle values of an even number.</summary>
    Median,

    /// <summary>Maximum.</summary>
    Max,
}

/// <summary>In which order a median is taken; mean and maximum do not depend on it.</summary>
public enum AttentionOrder
{
    /// <summary>Over the layers of each head, then over heads.</summary>
    LayersThenHeads,

    /// <summary>Over the heads of each layer, then over layers.</summary>
    HeadsThenLayers,

    /// <summary>Over all maps at once.</summary>
    Joint,
}

/// <summary>Which rows of a map are read.</summary>
public enum AttentionReading
{
    /// <summary>
    /// The row of the token that the head reads: the first in encoders, the last in causal models, all of them where it reads their mean;
    /// of the explained token where the task answers per token.
    /// </summary>
    Classification,

    /// <summary>The mean over all rows.</summary>
    MeanOverQueries,
}

/// <summary>The option that all attention methods share.</summary>
public record AttentionReadingOptions
{
    /// <summary>Which rows of a map are read.</summary>
    [Description("Rows read: classification (of the token that the head reads, or of the explained token), or mean-over-queries")]
    public AttentionReading Read { get; init; } = AttentionReading.Classification;
}

/// <summary>Options of <see cref="AttentionExplainer"/>.</summary>
public sealed record AttentionOptions : AttentionReadingOptions
{
    /// <summary>How maps become one.</summary>
    [Description("How the maps of layers and heads become one")]
    public AttentionAggregate Aggregate { get; init; } = AttentionAggregate.Median;

    /// <summary>Order of medians.</summary>
    [Description("In which order medians are taken")]
    public AttentionOrder Order { get; init; } = AttentionOrder.LayersThenHeads;

    /// <summary>Layers used.</summary>
    [Description("Layers used, counted from 0 and separated by ;, or all where empty")]
    public ImmutableArray<double> Layers { get; init; } = [];

    /// <summary>Heads used.</summary>
    [Description("Heads used, counted from 0 and separated by ;, or all where empty")]
    public ImmutableArray<double> Heads { get; init; } = [];
}
