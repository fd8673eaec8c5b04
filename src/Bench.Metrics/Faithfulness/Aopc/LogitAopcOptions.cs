using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="LogitComprehensivenessMetric"/> and <see cref="LogitSufficiencyMetric"/>.</summary>
public sealed record LogitAopcOptions
{
    [Description("shares of the tokens taken as the explanation; each counts once in the mean, even where two give the same tokens")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public ImmutableArray<double> Bins { get; init; } = AopcOptions.EraserBins;

    [Description("how a share of the tokens becomes a number of tokens, at least 1")]
    public BinRounding Rounding { get; init; } = BinRounding.Ceil;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Mask;

    /// <summary>ERASER's protocol with these options.</summary>
    internal AopcOptions Eraser => new() { Bins = Bins, Rounding = Rounding, Removal = Removal };
}
