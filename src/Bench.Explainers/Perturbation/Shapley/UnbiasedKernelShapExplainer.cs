using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>Shapley values by <see cref="UnbiasedKernelShap"/>.</summary>
/// <param name="options">Budget, precision, features and removal.</param>
public sealed class UnbiasedKernelShapExplainer(ShapleyEstimatorOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "unbiased-kernel-shap",
        Name = "Unbiased Kernel SHAP",
        Family = "perturbation",
        CostFormula = "at most budget forward",
        Citation =
            "Covert and Lee 2021, Improving KernelSHAP: Practical Shapley Value Estimation via Linear Regression (unbiased KernelSHAP)",
        Summary = "Kernel SHAP with the exact regression matrix: unbiased, with unbiased standard errors and a stopping rule",
        Draws = true,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) =>
        options.FeaturesOf(input);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, options, cancellationToken);
        return UnbiasedKernelShap
            .Estimate(game.Count, game.Values, options.Budget, options.Precision, new DeterministicRandom(request.Seed))
            .Attribution(request, game);
    }
}
