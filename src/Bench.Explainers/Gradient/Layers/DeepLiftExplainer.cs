using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// DeepLIFT with the rescale rule (Shrikumar et al. 2017): multipliers Δout / Δin of every activation take the place of gradients, so that
/// the scores, multipliers times input − reference, sum to f(input) − f(reference). The paper has no rule for products, softmax and layer
/// normalisation; Captum leaves them their gradients, which loses that sum. Here a product's change is shared equally between its factors,
/// and the others are the sums, products and functions that they are made of (see <see cref="PointContrast"/>), which keeps it.
/// </summary>
public sealed class DeepLiftExplainer : IExplainer
{
    private readonly DeepLiftOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">The reference.</param>
    /// <exception cref="BenchException">A text is given without being used, or the other way round.</exception>
    public DeepLiftExplainer(DeepLiftOptions options)
    {
        BaselineText.Check(options.Baseline, options.BaselineText, Descriptor.Id);
        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "deeplift",
        Name = "DeepLIFT (rescale)",
        Family = "gradient",
        Needs = Ask.Gradient | Ask.Layers,
        CostFormula = "2 forward, 1 backward",
        Citation =
            "Shrikumar, Greenside and Kundaje 2017, Learning Important Features Through Propagating Activation Differences, section 3.5.1 "
                + "(rescale rule; that products share their change equally is ours)",
        Summary = "Differences of activations to a reference, propagated back: scores sum to f(input) - f(reference) in one pass",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        IModel model = request.Model;
        InputRow row = request.Input.Row;
        var reference = Baseline.Of(request, _options.Baseline, _options.BaselineText);
        float[] input = model.Embed(row).Span.ToArray();
        Query query = request.Query(Ask.Contrast) with { Between = new PointPair(null, reference.Embeddings, input) };
        PointContrast contrast = model.Answer(query, cancellationToken).Contrast!;
        double[] multipliers = Array.ConvertAll(contrast.Multipliers.Span.ToArray(), value => (double)value);
        float[] difference = [.. input.Zip(reference.Embeddings, (to, from) => to - from)];
        var scores = PathScores.PerToken(multipliers, difference, row.Length);
        return Scores.Attribution(
            scores,
            request,
            (DiagnosticNames.CompletenessGap, scores.Sum() - (contrast.To - contrast.From)),
            (DiagnosticNames.InputValue, contrast.To),
            (DiagnosticNames.BaselineValue, contrast.From),
            ("baseline-tokens-cut", reference.TokensCut > 0 ? reference.TokensCut : double.NaN)) with
        {
            PixelScores = PixelScores.Sum(request.Input, i => multipliers[i] * difference[i]),
        };
    }
}
