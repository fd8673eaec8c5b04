using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Shapley values by <see cref="PermutationSampling"/>, with standard errors where the budget holds two pairs of orders or more.
/// </summary>
/// <param name="options">Budget, precision, features and removal.</param>
public sealed class ShapleySamplingExplainer(ShapleyEstimatorOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "shapley-sampling",
        Name = "Shapley sampling (antithetic permutations)",
        Family = "perturbation",
        CostFormula = "at most budget forward, at least 2 m",
        Citation = "Castro, Gómez and Tejada 2009, Polynomial Calculation of the Shapley Value Based on Sampling; "
            + "Mitchell et al. 2022, Sampling Permutations for Shapley Value Estimation (antithetic sampling)",
        Summary = "Shapley values as mean marginal contributions over random orders and their reverses, with standard errors",
        Draws = true,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => Require(options.FeaturesOf(input).Count);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, options, cancellationToken);
        Require(game.Count);

        // With one feature every order is the same and costs nothing more than both ends.
        int pairs = game.Count == 1 ? 1 : (options.Budget - 2) / (2 * (game.Count - 1));
        return PermutationSampling.Estimate(game.Count, game.Values, pairs, options.Precision, new DeterministicRandom(request.Seed))
            .Attribution(request, game);
    }

    private void Require(int features) => ShapleyLimits.RequireBudget(options.Budget, 2 * features, features, Descriptor.Id);
}
