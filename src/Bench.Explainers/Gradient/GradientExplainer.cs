using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Saliency: the norm of the gradient of the explained number by each token's word embedding (Simonyan, Vedaldi and Zisserman 2014;
/// for text Li et al. 2016, Visualizing and Understanding Neural Models in NLP). Scores are never negative: they tell how much a token
/// matters, not in which direction.
/// </summary>
/// <param name="options">Norm and embeddings.</param>
public sealed class GradientExplainer(GradientOptions options) : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "gradient",
        Name = "Gradient (saliency)",
        Family = "gradient",
        Needs = Ask.Gradient,
        CostFormula = "1 forward and backward",
        Citation = "Simonyan, Vedaldi and Zisserman 2014, Deep Inside Convolutional Networks, section 3 (image-specific class saliency)",
        Summary = "Norm of the gradient by each token's embedding: size of influence without direction",
        IsSigned = false,
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var gradient = InputGradient.Compute(request, options.Embedding, cancellationToken);
        ImmutableArray<double> scores = options.Norm == GradientNorm.L2
            ? [.. gradient.Sums.Squared.ToArray().Select(Math.Sqrt)]
            : [.. gradient.Sums.Absolute.Span];
        return Scores.Attribution(
            scores,
            request,
            (DiagnosticNames.InputValue, gradient.Value)) with
        {
            PixelScores = options.Norm == GradientNorm.L2
                ? gradient.PerPixel(request.Input, PixelScores.Norm, (g, _) => g)
                : gradient.PerPixel(request.Input, PixelScores.Sum, (g, _) => Math.Abs(g)),
        };
    }
}
