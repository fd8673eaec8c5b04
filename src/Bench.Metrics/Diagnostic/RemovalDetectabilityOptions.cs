using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="RemovalDetectabilityMetric"/>.</summary>
public sealed record RemovalDetectabilityOptions
{
    [Description("shares of the tokens removed, rounded up, at least 1")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public ImmutableArray<double> Bins { get; init; } = AopcOptions.EraserBins;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}
