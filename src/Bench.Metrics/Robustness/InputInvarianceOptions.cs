using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="InputInvarianceMetric"/>.</summary>
public sealed record InputInvarianceOptions
{
    [Description("how many shifts are tried; each costs as much as the explanation itself")]
    [Range(1, 10_000)]
    public int Shifts { get; init; } = 3;

    [Description("length of a shift as a share of the mean length of the text's word embeddings")]
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double Size { get; init; } = 1;
}
