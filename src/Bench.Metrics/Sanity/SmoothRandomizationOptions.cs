using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="SmoothRandomizationMetric"/>.</summary>
public sealed record SmoothRandomizationOptions : RandomizationOptions
{
    /// <summary>Bottom-up unless said otherwise, as the paper advises.</summary>
    public SmoothRandomizationOptions()
    {
        Order = RandomizationOrder.BottomUp;
    }

    [Description("noisy inputs averaged at every step; each costs as much as the explanation itself (the paper takes 50)")]
    [Range(1, 10_000)]
    public int Samples { get; init; } = 10;

    [Description("standard deviation of the noise as a share of the range of the word embeddings' values")]
    [Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double Noise { get; init; } = 0.1;
}
