using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>The gradient of the explained number at the input itself.</summary>
/// <param name="Value">The explained number.</param>
/// <param name="Gradient">[n, E].</param>
/// <param name="Embeddings">[n, E]: the embeddings of the input by which it is.</param>
internal readonly record struct InputGradient(double Value, Tensor Gradient, Tensor Embeddings)
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
        EmbeddingKind.Word => Compute(request, cancellationToken),
        EmbeddingKind.Position => Compute(request, cancellationToken) with
        {
            Embeddings = request.Model.Answer(request.Query(Ask.Positions), cancellationToken).Positions,
        },
        _ => OfStates(request, cancellationToken),
    };

    private static InputGradient OfStates(ExplanationRequest request, CancellationToken cancellationToken)
    {
        Tensor states = request.Model.Answer(request.Query(Ask.States), cancellationToken).States;
        Query query = request.Query(Ask.Contrast) with { Between = new PointPair(0, states.Data, states.Data) };
        PointContrast answer = request.Model.Answer(query, cancellationToken).Contrast!;
        return new InputGradient(answer.To, answer.Multipliers, states);
    }

    /// <summary>Asks the model for it by word embeddings: one row.</summary>
    /// <param name="request">What is explained.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static InputGradient Compute(ExplanationRequest request, CancellationToken cancellationToken)
    {
        Query query = request.Query(Ask.Gradient);
        Answer answer = request.Model.Answer(query, cancellationToken);
        return new InputGradient(query.Readout!.Value(answer.Outputs), answer.Gradient, request.Model.Embed(query.Row));
    }

    /// <summary>Reduces a function of gradient and pixel over the channels of each pixel, where the gradient is by pixels.</summary>
    /// <param name="input">What is explained.</param>
    /// <param name="reduce">One of <see cref="PixelScores"/>.</param>
    /// <param name="term">Function of one element of the gradient and of the input.</param>
    public ImmutableArray<double> PerPixel(
        TokenizedText input, Func<TokenizedText, Func<int, double>, ImmutableArray<double>> reduce, Func<double, double, double> term)
    {
        if (Gradient.Shape[1] != input.Picture?.Shape.PatchLength)
        {
            return [];
        }

        (ReadOnlyMemory<float> gradient, ReadOnlyMemory<float> values) = (Gradient.Data, Embeddings.Data);
        return reduce(input, i => term(gradient.Span[i], values.Span[i]));
    }

    /// <summary>Sums a function of gradient and embedding over the embedding's width.</summary>
    /// <param name="term">Function of one element of the gradient and of the embedding.</param>
    /// <returns>One sum per token.</returns>
    public ImmutableArray<double> PerToken(Func<double, double, double> term)
    {
        int tokens = Gradient.Shape[0];
        int width = Gradient.Shape[1];
        ReadOnlySpan<float> gradient = Gradient.Span;
        ReadOnlySpan<float> embeddings = Embeddings.Span;
        var sums = ImmutableArray.CreateBuilder<double>(tokens);
        for (int token = 0; token < tokens; token++)
        {
            double sum = 0;
            for (int i = token * width; i < (token + 1) * width; i++)
            {
                sum += term(gradient[i], embeddings[i]);
            }

            sums.Add(sum);
        }

        return sums.MoveToImmutable();
    }
}
