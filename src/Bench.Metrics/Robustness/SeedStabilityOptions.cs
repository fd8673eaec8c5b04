using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="SeedStabilityMetric"/>.</summary>
public sealed record SeedStabilityOptions
{
    [Description("how many other seeds are tried; each costs as much as the explanation itself")]
    [Range(1, 1000)]
    public int Seeds { get; init; } = 3;
}
