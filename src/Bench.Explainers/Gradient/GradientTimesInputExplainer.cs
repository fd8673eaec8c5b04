using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Gradient × input: the inner product of each token's word embedding with the gradient there (described by Shrikumar et al. 2017 among
/// earlier methods): what a linear model through the input would attribute to the token.
/// </summary>
/// <param name="options">Which embeddings.</param>
public sealed class GradientTimesInputExplainer(GradientTimesInputOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "gradient-x-input",
        Name = "Gradient × Input",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "1 forward and backward",
        Citation =
            "Shrikumar, Greenside and Kundaje 2017, Learning Important Features Through Propagating Activation Differences (among "
                + "earlier methods)",
        Summary = "Inner product of gradient and embedding: signed, exact where the model is linear",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var gradient = InputGradient.Compute(request, options.Embedding, cancellationToken);
        return Scores.Attribution(
            [.. gradient.Sums.Product.Span], request, (DiagnosticNames.InputValue, gradient.Value)) with
        {
            PixelScores = gradient.PerPixel(request.Input, PixelScores.Sum, (g, x) => g * x),
        };
    }
}
