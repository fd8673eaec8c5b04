using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="MonotonicityMetric"/>, <see cref="FlipFractionMetric"/> and <see cref="TopTokenFlipMetric"/>.</summary>
public sealed record RemovalOptions
{
    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}
