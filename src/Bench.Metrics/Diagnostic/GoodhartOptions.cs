using System.ComponentModel;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="GoodhartMetric"/>.</summary>
public sealed record GoodhartOptions
{
    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}
