using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="InfidelityMetric"/>.</summary>
public sealed record InfidelityOptions
{
    [Description("number of random sets of tokens; each size from one to all is equally likely")]
    [Range(1, 100_000)]
    public int Samples { get; init; } = 100;

    [Description("whether scores are first multiplied by the factor that suits them best, so that methods of different scales compare")]
    public bool Scale { get; init; } = true;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;

    [Description("the number watched")]
    public ExplainedNumber Quantity { get; init; } = ExplainedNumber.Explained;
}
