using System.Collections.Immutable;

namespace Bench.Evaluation;

/// <summary>One option of an explainer and the values tried at the common budget; the first is the default.</summary>
/// <param name="Explainer">Id with the options that stay.</param>
/// <param name="Option">The option.</param>
/// <param name="Values">Values tried, the default first.</param>
public sealed record OptionTrial(string Explainer, string Option, ImmutableArray<string> Values)
{
    /// <summary>The options tried.</summary>
    public static ImmutableArray<OptionTrial> All { get; } =
    [
        new("integrated-gradients", "baseline", ["mask", "pad", "zero"]),
        new("gradient", "norm", ["l2", "l1"]),
        new("gradient-shap:samples=66", "noise", ["0.01", "0", "0.1"]),
        new("gradient-shap:samples=66", "references", ["mask", "pad", "random-tokens"]),
        new("smoothgrad:samples=100", "noise", ["0.01", "0.05", "0.2"]),
        new("smoothgrad:samples=100", "reduce", ["l2", "l1", "sum", "times-input"]),
        new("lime:samples=200", "kernel-width", ["25", "10", "100"]),
        new("lime:samples=200", "ridge", ["1", "0.01", "10"]),
        new("lime:samples=200", "removal", ["mask", "delete", "pad"]),
        new("kernel-shap:budget=200", "removal", ["mask", "delete", "pad"]),
        new("partition-shap:budget=200", "hierarchy", ["balanced", "words", "clauses", "shap-text"]),
        new("partition-shap:budget=200", "removal", ["mask", "delete", "pad"]),
        new("sobol:budget=200", "removal", ["mask", "delete", "pad"]),
        new("attention", "aggregate", ["median", "mean", "max"]),
        new("leave-one-out", "removal", ["mask", "delete", "pad"]),
    ];

    /// <summary>The explainer with one of the values, as it is asked for.</summary>
    /// <param name="value">The value.</param>
    public string With(string value) => $"{Explainer}{(Explainer.Contains(':', StringComparison.Ordinal) ? ',' : ':')}{Option}={value}";
}
