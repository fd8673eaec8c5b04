using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>What LIME switches on and off.</summary>
public enum LimeFeatures
{
    /// <summary>The units of the text: every token that is not special, unless words, sentences or segments are explained.</summary>
    Tokens,

    /// <summary>Every word, with all its pieces.</summary>
    Words,

    /// <summary>The given spans; what lies outside them always stays.</summary>
    Spans,

    /// <summary>Every position, special tokens included (their scores are set to 0 in the end), as ferret has it.</summary>
    AllPositions,
}

/// <summary>Options of <see cref="LimeExplainer"/>.</summary>
public sealed record LimeOptions
{
    /// <summary>Masks drawn.</summary>
    [Description(
        "Masks drawn, the full text first; repeated masks cost one row. 0 = the square of the number of features, at most 5000, as ferret")]
    [Range(0, 1000000)]
    public int Samples { get; init; } = 300;

    /// <summary>Width of the kernel.</summary>
    [Description("Width s of the kernel sqrt(exp(-d^2/s^2)), d = 100 times the cosine distance of a mask to the full text")]
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double KernelWidth { get; init; } = 25;

    /// <summary>Penalty of the surrogate.</summary>
    [Description("L2 penalty on the surrogate's weights; its intercept is free")]
    [Range(0.0, double.MaxValue)]
    public double Ridge { get; init; } = 1;

    /// <summary>How tokens are taken away.</summary>
    [Description("How tokens are taken away; all-positions allows mask and pad only")]
    public Removal Removal { get; init; } = Removal.Mask;

    /// <summary>What is switched on and off.</summary>
    [Description(
        "Features: tokens (or whatever larger units are explained), words, spans, or all-positions (special tokens are masked too, "
        + "as in ferret)")]
    public LimeFeatures Features { get; init; } = LimeFeatures.Tokens;

    /// <summary>Spans that are features.</summary>
    [Description("Character spans that are features, as in 0-4;10-18;2:0-3 (2: the second text); for features=spans only")]
    public string Spans { get; init; } = "";
}
