using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="TauLooMetric"/>.</summary>
public sealed record TauLooOptions
{
    [Description("how a token is taken away")]
    public Removal Removal { get; init; } = Removal.Delete;

    [Description("the number whose fall is measured")]
    public Quantity Quantity { get; init; } = Quantity.Probability;
}
