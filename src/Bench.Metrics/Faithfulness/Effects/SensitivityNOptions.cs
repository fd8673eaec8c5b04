using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="SensitivityNMetric"/>.</summary>
public sealed record SensitivityNOptions
{
    [Description("sizes n of the sets, as shares of the tokens, rounded, at least 1 and never all; equal sizes count once")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public ImmutableArray<double> Shares { get; init; } = [0.1, 0.3, 0.5, 0.7, 0.9];

    [Description("number of random sets of each size")]
    [Range(2, 100_000)]
    public int Samples { get; init; } = 50;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;

    [Description("the number watched")]
    public ExplainedNumber Quantity { get; init; } = ExplainedNumber.Explained;
}
