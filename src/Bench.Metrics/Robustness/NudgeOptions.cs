using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of the metrics that nudge the input: <see cref="MaxSensitivityMetric"/> and the relative stabilities.</summary>
public sealed record NudgeOptions
{
    [Description("how many nudged inputs are explained; each costs as much as the explanation itself")]
    [Range(1, 10_000)]
    public int Samples { get; init; } = 10;

    [Description("length of a nudge as a share of the word embedding's, in a random direction for every word")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Radius { get; init; } = 0.05;
}
