using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Evaluation;

/// <summary>An explainer and the option by which it spends a number of model rows.</summary>
/// <param name="Name">Id, and options that stay.</param>
/// <param name="Option">
/// The option that grows with the rows, or <see langword="null"/> where the method decides itself how many it asks for.
/// </param>
/// <param name="RowsPerUnit">Rows, forward and backward, that each unit of the option takes.</param>
/// <param name="RowsBeside">Rows that it takes whatever the option says.</param>
public sealed record BudgetLadder(string Name, string? Option = null, int RowsPerUnit = 1, int RowsBeside = 0)
{
    /// <summary>The budgets compared, in model rows forward and backward.</summary>
    public static ImmutableArray<int> Budgets { get; } = [50, 100, 200, 400];

    /// <summary>The budget at which all explainers and their options are compared.</summary>
    public static int Common => 200;

    /// <summary>The explainers compared.</summary>
    public static ImmutableArray<BudgetLadder> All { get; } =
    [
        new("integrated-gradients", "steps", 2, 2),
        new("gradient-shap", "samples", 3, 1),
        new("expected-gradients", "samples", 3, 1),
        new("smoothgrad", "samples", 2),
        new("smoothgrad:of=gradient-x-input,reduce=sum", "samples", 2),
        new("lime", "samples"),
        new("kernel-shap", "budget"),
        new("leverage-shap", "budget"),
        new("shapley-sampling", "budget"),
        new("partition-shap", "budget"),
        new("sobol", "budget"),
        new("integrated-gradients"),
        new("gradient"),
        new("gradient-x-input"),
        new("attention:aggregate=median"),
        new("leave-one-out"),
        new("random"),
    ];

    /// <summary>The explainer with the options that spend at most so many rows.</summary>
    /// <param name="rows">Model rows.</param>
    public string At(int rows) => Option is null
        ? Name
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}{(Name.Contains(':', StringComparison.Ordinal) ? ',' : ':')}{Option}={(rows - RowsBeside) / RowsPerUnit}");
}
