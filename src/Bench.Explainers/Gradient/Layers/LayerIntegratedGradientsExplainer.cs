using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// Layer Integrated Gradients: Integrated Gradients (Sundararajan et al. 2017) along the straight line between the states that a text
/// without its words and the text itself have in a layer, as Captum's LayerIntegratedGradients has it; each token's score is that of its
/// state. By position embeddings the line runs from every token at the first place to the tokens in their places.
/// </summary>
public sealed class LayerIntegratedGradientsExplainer : IExplainer
{
    private readonly LayerIntegratedGradientsOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Place, steps, rule and baseline.</param>
    /// <exception cref="BenchException">A layer is given without being used, or the other way round.</exception>
    public LayerIntegratedGradientsExplainer(LayerIntegratedGradientsOptions options)
    {
        if ((options.Of == LayerPlace.Layer) == (options.Layer is null))
        {
            throw options.Layer is null
                ? new BenchException("of=layer needs a layer", $"{Descriptor.Id}:layer", "Add layer=NUMBER")
                : new BenchException(
                    "A layer is given, but the path runs elsewhere", $"{Descriptor.Id}:layer", "Add of=layer or leave the layer out");
        }

        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "layer-integrated-gradients",
        Name = "Layer Integrated Gradients",
        Family = "gradient",
        Needs = Ask.Gradient | Ask.Layers,
        CostFormula = "8 + 16 + 32 + … forward and backward, the last at most most; with steps: steps; 4 forward, 1 backward",
        Citation = "Sundararajan, Taly and Yan 2017, Axiomatic Attribution for Deep Networks, equation 1, on a layer's states as in Captum "
            + "(Kokhlikyan et al. 2020)",
        Summary = "Integrated Gradients through word, position or whole embeddings or a layer's states, from those of the masked text",
    };

    /// <inheritdoc/>
    public void Check(ModelInfo model, ITokenizer tokenizer, TokenizedText input)
    {
        if (_options.Layer > model.Layers)
        {
            throw new BenchException(
                $"There is no layer {_options.Layer}", $"{Descriptor.Id}:layer", $"Allowed with this model: 1 to {model.Layers}");
        }
    }

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        Check(request.Model.Info, request.Tokenizer, request.Input);
        LayerPath path = Path(request, cancellationToken);
        (double atInput, double atBaseline) = path.Ends(cancellationToken);
        var integral = PathIntegral.Of(
            path, _options.Rule, _options.Steps, _options.Most, atInput - atBaseline, _options.Tolerance, cancellationToken);
        return Scores.Attribution(
            [.. integral.Average.Product],
            request,
            (DiagnosticNames.CompletenessGap, integral.Gap),
            (DiagnosticNames.InputValue, atInput),
            (DiagnosticNames.BaselineValue, atBaseline),
            ("steps", integral.Steps));
    }

    private LayerPath Path(ExplanationRequest request, CancellationToken cancellationToken)
    {
        IModel model = request.Model;
        InputRow row = request.Input.Row;
        float[] input = model.Embed(row).Span.ToArray();
        if (request.Input.Picture is { } picture)
        {
            return PicturePath(request, picture, input, cancellationToken);
        }

        SpecialTokens special = request.Tokenizer.Special;
        int[] Filled() => Baseline.FilledIds(
            request.Input,
            _options.Baseline == FillerBaseline.Mask ? special.RequireMask() : special.RequirePadding(),
            _options.Separators == SeparatorTokens.Keep);
        switch (_options.Of)
        {
            case LayerPlace.Word:
                return new LayerPath(request, null, model.Embed(Filled()).Span.ToArray(), input);
            case LayerPlace.Position:
                return new LayerPath(
                    request, null, AtFirstPlace(model.Answer(new Query(row, Ask.Positions), cancellationToken).Positions, input), input);
            default:
                int layer = _options.Layer ?? 0;
                var without = new InputRow { TokenIds = Filled(), TypeIds = row.TypeIds };
                return new LayerPath(request, layer, States(without), States(row));
                float[] States(InputRow asked) =>
                    model.Answer(new Query(asked, Ask.States) { Layer = layer }, cancellationToken).States.Span.ToArray();
        }
    }

    // The baseline is the mean colour, which is what a mask is of a picture.
    private LayerPath PicturePath(ExplanationRequest request, PictureInput picture, float[] input, CancellationToken cancellationToken)
    {
        float[] mean = PictureBaseline.Of(picture, _options.Baseline == FillerBaseline.Mask ? BaselineKind.Mask : BaselineKind.Pad);
        if (_options.Of == LayerPlace.Word)
        {
            return new LayerPath(request, null, mean, input);
        }

        if (_options.Of == LayerPlace.Position)
        {
            throw new BenchException(
                "Positions of patches are not moved", $"{Descriptor.Id}:of", "Take of=word (the pixels), whole or layer with pictures");
        }

        int layer = _options.Layer ?? 0;
        InputRow row = request.Input.Row;
        return new LayerPath(request, layer, States(new InputRow { TokenIds = row.TokenIds, Pixels = mean }), States(row));
        float[] States(InputRow asked) =>
            request.Model.Answer(new Query(asked, Ask.States) { Layer = layer }, cancellationToken).States.Span.ToArray();
    }

    // Position embeddings are added to word embeddings: another position is the word moved by the difference.
    private static float[] AtFirstPlace(Tensor positions, float[] words)
    {
        int width = positions.Shape[1];
        return [.. words.Select((value, i) => i < width ? value : value - positions.Span[i] + positions.Span[i % width])];
    }
}
