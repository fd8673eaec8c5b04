using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Sobol attribution (Fel et al. 2021): a feature's total Sobol index, the share of the variance of the explained number over random masks
/// to which the feature contributes, alone or together with others. Scores are never negative. Two deviations: masks keep a feature or take
/// it away, as tokens cannot fade, where the paper's are numbers from 0 to 1 (see <see cref="TotalIndices"/> for what follows); and they
/// come from a seeded Latin hypercube instead of Sobol's sequence, so that other seeds give other estimates and there are standard errors.
/// </summary>
/// <param name="options">Budget, features and removal.</param>
public sealed class SobolExplainer(SobolOptions options) : IExplainer
{
    private const int FewestDesigns = 2;

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "sobol",
        Name = "Sobol total indices",
        Family = "perturbation",
        CostFormula = "at most budget forward: N (m + 1) with the largest whole N, at least 2",
        Citation = "Fel et al. 2021, Look at the Variance! Efficient Black-box Explanations with Sobol-based Sensitivity Analysis; "
            + "Jansen 1999, Analysis of Variance Designs for Model Output (estimator)",
        Summary = "Share of the variance over random masks to which a feature contributes, alone or with others, with standard errors",
        IsSigned = false,
        Draws = true,
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) => Require(options.FeaturesOf(input).Count);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, options, cancellationToken);
        Require(game.Count);
        int designs = options.Budget / (game.Count + 1);
        var indices = TotalIndices.Estimate(game.Count, game.Values, designs, new DeterministicRandom(request.Seed));
        return Scores.Attribution(
            game.Features,
            indices.Values,
            request,
            (DiagnosticNames.DegreesOfFreedom, designs - 1),
            ("value-variance", indices.Variance),
            ("rows", game.Rows)) with
        {
            StandardErrors = game.Features.PerToken(indices.StandardErrors),
        };
    }

    private void Require(int features) =>
        ShapleyLimits.RequireBudget(options.Budget, FewestDesigns * (features + 1), features, Descriptor.Id);
}
