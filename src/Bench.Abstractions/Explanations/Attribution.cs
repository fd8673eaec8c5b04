using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>What an explainer returns: its scores and how far to trust them.</summary>
/// <param name="Scores">
/// One finite score per token, special tokens included (0 where the method does not score them); positive speaks for the target.
/// </param>
public sealed record Attribution(ImmutableArray<double> Scores)
{
    /// <summary>
    /// Evidence of quality by kebab-case name, for example <c>completeness-gap</c> of Integrated Gradients. The standard names are in
    /// <see cref="DiagnosticNames"/>.
    /// </summary>
    public ImmutableSortedDictionary<string, double> Diagnostics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>
    /// One finite score per unit of the text, where the method scores units: it takes them away whole. Empty where unit scores are gathered
    /// from those of tokens, as for tokens themselves.
    /// </summary>
    public ImmutableArray<double> UnitScores { get; init; } = [];

    /// <summary>
    /// One finite score per pixel of a picture [H · W], row by row, where the method scores pixels; the pixels of a patch sum to the
    /// token's score, or for a norm make it up. Otherwise empty.
    /// </summary>
    public ImmutableArray<double> PixelScores { get; init; } = [];

    /// <summary>Standard error of each score, where the method is an estimate that knows it; otherwise empty.</summary>
    public ImmutableArray<double> StandardErrors { get; init; } = [];

    /// <summary>The attribution of a method that scores units; their tokens share the score.</summary>
    /// <param name="input">The text.</param>
    /// <param name="unitScores">One score per unit.</param>
    public static Attribution OfUnits(TokenizedText input, ReadOnlySpan<double> unitScores) =>
        new(input.Share(unitScores)) { UnitScores = input.Choice.Granularity == Granularity.Token ? [] : [.. unitScores] };

    /// <summary>The scores per unit of the text explained.</summary>
    /// <param name="input">The text.</param>
    public double[] PerUnit(TokenizedText input) => !UnitScores.IsEmpty ? [.. UnitScores]
        : PixelScores.IsEmpty || input.Choice.Granularity == Granularity.Token ? input.Gather(Scores.AsSpan())
        : input.GatherPixels(PixelScores.AsSpan());
}

/// <summary>Names of diagnostics that tables and reports know.</summary>
public static class DiagnosticNames
{
    /// <summary>Sum of the scores less f(input) − f(baseline), for methods that promise completeness.</summary>
    public const string CompletenessGap = "completeness-gap";

    /// <summary>Sum of the scores less v(all) − v(none), for Shapley methods.</summary>
    public const string EfficiencyGap = "efficiency-gap";

    /// <summary>The explained number of the input.</summary>
    public const string InputValue = "input-value";

    /// <summary>The explained number of the baseline, or of the input without any feature.</summary>
    public const string BaselineValue = "baseline-value";

    /// <summary>Degrees of freedom of Student's distribution, for intervals around scores with standard errors.</summary>
    public const string DegreesOfFreedom = "degrees-of-freedom";

    /// <summary>Weighted R² of a local surrogate.</summary>
    public const string SurrogateFit = "surrogate-r2";
}
