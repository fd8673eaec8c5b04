using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="EfficientRandomizationMetric"/>.</summary>
public sealed record EfficientRandomizationOptions
{
    [Description("how complexity is measured")]
    public ScoreComplexity Complexity { get; init; } = ScoreComplexity.Histogram;

    [Description(
        "bins of the histogram; 0 for Sturges' rule, ceil(log2 m) + 1 (the paper's 100 are for images: so few scores would all lie alone)")]
    [Range(0, 10_000)]
    public int Bins { get; init; }

    [Description("which random parameters are drawn; all instances share them")]
    [Range(0, int.MaxValue)]
    public int Draw { get; init; } = 42;
}
