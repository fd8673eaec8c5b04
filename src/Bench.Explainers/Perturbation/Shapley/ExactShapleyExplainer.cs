using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Exact Shapley values (Shapley 1953; for explanations Štrumbelj and Kononenko 2010): every coalition of up to 14 features is asked. The
/// oracle for all estimators.
/// </summary>
/// <param name="options">Features and removal.</param>
public sealed class ExactShapleyExplainer(PerturbationOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "exact-shapley",
        Name = "Shapley values",
        Family = "perturbation",
        CostFormula = "2^m forward, m at most 14",
        Citation =
            "Shapley 1953, A Value for n-Person Games; Štrumbelj and Kononenko 2010, An Efficient Explanation of Individual "
                + "Classifications",
        Summary = "Shapley values by asking for every coalition of up to 14 features",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input) =>
        ShapleyLimits.RequireEnumerable(options.FeaturesOf(input).Count, Descriptor.Id);

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var game = CoalitionGame.Of(request, options, cancellationToken);
        ShapleyLimits.RequireEnumerable(game.Count, Descriptor.Id);
        double[] table = ExactShapley.Table(game.Count, game.Values);
        return new ShapleyEstimate(
            ExactShapley.Values(game.Count, table), new double[game.Count], table[0], table[^1]).Attribution(request, game);
    }
}
