using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bench.Metrics;

/// <summary>Options of <see cref="RandomizationMetric"/>.</summary>
public record RandomizationOptions
{
    [Description("which layers are drawn anew from step to step; top-down is Adebayo et al.'s, bottom-up Hedström et al.'s advice")]
    public RandomizationOrder Order { get; init; } = RandomizationOrder.TopDown;

    [Description("how the two explanations are compared")]
    public Similarity Similarity { get; init; } = Similarity.Spearman;

    [Description("whether the scores' signs are dropped before they are compared")]
    public bool Absolute { get; init; } = true;

    [Description("how many steps are explained, spread evenly over all of them, the last always among them; 0 for every step")]
    [Range(0, 10_000)]
    public int Steps { get; init; }

    [Description("which random parameters are drawn; all instances share them")]
    [Range(0, int.MaxValue)]
    public int Draw { get; init; } = 42;
}
