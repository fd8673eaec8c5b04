using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="NormalizedAopcMetric"/>.</summary>
public sealed record NormalizedAopcOptions
{
    [Description("texts of up to this many tokens get exact bounds, from all 2^m texts that lack some of their tokens")]
    [Range(0, 16)]
    public int Exact { get; init; } = 8;

    [Description("number of orders the beam search keeps for longer texts; m (m + 1) / 2 rows for each")]
    [Range(1, 1000)]
    public int Beam { get; init; } = 5;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}
