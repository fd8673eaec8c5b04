using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Metrics;

/// <summary>Options of <see cref="AopcComprehensivenessMetric"/> and <see cref="AopcSufficiencyMetric"/>.</summary>
public sealed record AopcOptions
{
    internal static readonly ImmutableArray<double> EraserBins = [0.01, 0.05, 0.1, 0.2, 0.5];

    [Description("shares of the tokens taken as the explanation; each counts once in the mean, even where two give the same tokens")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public ImmutableArray<double> Bins { get; init; } = EraserBins;

    [Description("how a share of the tokens becomes a number of tokens, at least 1")]
    public BinRounding Rounding { get; init; } = BinRounding.Ceil;

    [Description("how tokens are taken away")]
    public Removal Removal { get; init; } = Removal.Delete;

    [Description("whether tokens with scores of 0 and below are never part of the explanation")]
    public bool OnlyPositive { get; init; }

    [Description("eraser; or ferret: 10 % to 100 % rounded down, steps that add nothing skipped, and 0 (comprehensiveness) or 1 "
        + "(sufficiency) where no step is left; it has its own bins and rounding")]
    public AopcProtocol Protocol { get; init; } = AopcProtocol.Eraser;
}

/// <summary>How a share of the tokens becomes a number of tokens.</summary>
public enum BinRounding
{
    /// <summary>Up.</summary>
    Ceil,

    /// <summary>Down, but at least 1.</summary>
    Floor,
}

/// <summary>Whose rules the mean over bins follows.</summary>
public enum AopcProtocol
{
    /// <summary>DeYoung et al. 2020.</summary>
    Eraser,

    /// <summary>Attanasio et al. 2023, ferret 0.5.</summary>
    Ferret,
}
