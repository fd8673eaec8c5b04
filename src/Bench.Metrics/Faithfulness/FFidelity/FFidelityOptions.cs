using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="FFidelityPlusMetric"/> and <see cref="FFidelityMinusMetric"/>.</summary>
public sealed record FFidelityOptions
{
    [Description("sizes of the explanation, as shares of the tokens, rounded, at least 1 and never all; equal sizes count once")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public ImmutableArray<double> Sizes { get; init; } = [0.1, 0.3, 0.5, 0.7, 0.9];

    [Description("share of the explanation (plus) or of the rest (minus) that is removed at random")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Alpha { get; init; } = 0.5;

    [Description(
        "largest share of the text that is removed at once, whatever alpha says, so that removed inputs stay near the original ones")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Description("random removals of each size")]
    [Range(1, 10_000)]
    public int Samples { get; init; } = 10;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;
}
