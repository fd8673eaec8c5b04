using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="FaithfulnessCorrelationMetric"/>.</summary>
public sealed record FaithfulnessCorrelationOptions
{
    [Description("number of random sets of tokens")]
    [Range(2, 100_000)]
    public int Samples { get; init; } = 100;

    [Description("share of the tokens in a set, rounded, at least 1 and never all")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Share { get; init; } = 0.2;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;

    [Description("the number watched")]
    public ExplainedNumber Quantity { get; init; } = ExplainedNumber.Explained;
}
