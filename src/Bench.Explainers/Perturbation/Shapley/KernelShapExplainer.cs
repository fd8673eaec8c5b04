using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Shapley values by <see cref="KernelShap"/>.</summary>
/// <param name="options">Budget, precision, features and removal.</param>
public sealed class KernelShapExplainer(ShapleyEstimatorOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "kernel-shap",
        Name = "Kernel SHAP",
        Family = "perturbation",
        CostFormula = "at most budget forward, at least 2 m + 2; exact where 2^m is within the budget",
        Citation = "Lundberg and Lee 2017, A Unified Approach to Interpreting Model Predictions, theorem 2 (Kernel SHAP); "
            + "Covert and Lee 2021, Improving KernelSHAP (paired sampling, constrained regression)",
        Summary = "Shapley values by constrained regression over paired coalitions drawn from the Shapley kernel, with standard errors",
        Draws = true,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) =>
        ShapleyLimits.RequireRegressionBudget(options.Budget, options.FeaturesOf(input).Count, Descriptor.Id);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, options, cancellationToken);
        ShapleyLimits.RequireRegressionBudget(options.Budget, game.Count, Descriptor.Id);
        ShapleyEstimate estimate =
            KernelShap.Estimate(game.Count, game.Values, options.Budget, options.Precision, new DeterministicRandom(request.Seed))
            ?? throw new BenchException(
                $"{options.Budget} rows do not determine the scores of {game.Count} features", $"{Descriptor.Id}:budget",
                "Raise the budget");
        return estimate.Attribution(request, game);
    }
}
