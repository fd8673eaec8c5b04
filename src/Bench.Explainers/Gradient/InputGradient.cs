using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The gradient of the explained number at the input itself.</summary>
/// <param name="Value">The explained number.</param>
/// <param name="Sums">Its sums; products are with the embeddings of the input by which it is.</param>
/// <param name="Gradient">Of pictures the gradient itself, [n, E], since pixels are scored by it.</param>
/// <param name="Embeddings">Of pictures those embeddings.</param>
internal readonly record struct InputGradient(
    double Value, GradientSums Sums, Tensor Gradient = default, ReadOnlyMemory<float> Embeddings = default)
{
    /// <summary>What the options say of <see cref="EmbeddingKind"/>.</summary>
    public const string EmbeddingHelp =
        "Embeddings looked at: word, position (added to it, so the gradient is the same), or whole (word, position and "
            + "type embedding, normalised: what goes into the first layer); the last two need a core that offers layers";

    /// <summary>Asks the model for it: one row.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="kind">By which embeddings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The model does not offer them.</exception>
    public static InputGradient Compute(ExplanationRequest request, EmbeddingKind kind, CancellationToken cancellationToken) => kind switch
    {
        EmbeddingKind.Word => OfWords(request, default, cancellationToken),
        EmbeddingKind.Position => OfWords(
            request, request.Model.Answer(request.Query(Ask.Positions), cancellationToken).Positions.Data, cancellationToken),
        _ => OfStates(request, cancellationToken),
    };

    private static InputGradient OfWords(ExplanationRequest request, ReadOnlyMemory<float> factor, CancellationToken cancellationToken)
    {
        IModel model = request.Model;
        Query query = request.Query(Ask.GradientSums) with { Factor = factor };
        if (request.Input.Picture is null)
        {
            Answer answer = model.GradientSums([query], cancellationToken)[0];
            return new InputGradient(query.Readout!.Value(answer.Outputs), answer.GradientSums!);
        }

        Answer whole = model.Answer(query with { Ask = Ask.Gradient }, cancellationToken);
        return Whole(query.Readout!.Value(whole.Outputs), whole.Gradient, factor.IsEmpty ? model.Embed(query.Row).Data : factor);
    }

    private static InputGradient OfStates(ExplanationRequest request, CancellationToken cancellationToken)
    {
        Tensor states = request.Model.Answer(request.Query(Ask.States), cancellationToken).States;
        Query query = request.Query(Ask.Contrast) with { Between = new PointPair(0, states.Data, states.Data) };
        PointContrast answer = request.Model.Answer(query, cancellationToken).Contrast!;
        return Whole(answer.To, answer.Multipliers, states.Data);
    }

    private static InputGradient Whole(double value, Tensor gradient, ReadOnlyMemory<float> embeddings) =>
        new(value, GradientSums.Of(gradient.Span, embeddings.Span, gradient.Shape[0]), gradient, embeddings);

    /// <summary>Reduces a function of gradient and pixel over the channels of each pixel, where the gradient is by pixels.</summary>
    /// <param name="input">What is explained.</param>
    /// <param name="reduce">One of <see cref="PixelScores"/>.</param>
    /// <param name="term">Function of one element of the gradient and of the input.</param>
    public ImmutableArray<double> PerPixel(
        TokenizedText input, Func<TokenizedText, Func<int, double>, ImmutableArray<double>> reduce, Func<double, double, double> term)
    {
        if (input.Picture is null || Gradient.Shape[1] != input.Picture.Shape.PatchLength)
        {
            return [];
        }

        (ReadOnlyMemory<float> gradient, ReadOnlyMemory<float> values) = (Gradient.Data, Embeddings);
        return reduce(input, i => term(gradient.Span[i], values.Span[i]));
    }
}
