using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="RoadMetric"/>.</summary>
public sealed record RoadOptions
{
    [Description("shares of the tokens replaced, rounded, at least 1 and never all; equal numbers count once")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public ImmutableArray<double> Shares { get; init; } = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9];

    [Description("standard deviation of the noise on replaced embeddings, as a share of that of the values of the text's embeddings")]
    [Range(0.0, 10.0)]
    public double Noise { get; init; } = 0.1;
}
