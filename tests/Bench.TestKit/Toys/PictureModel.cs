using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>
/// A model of pictures with closed-form gradients: the second logit is <c>Σ (w x + curvature · x²)</c> over all values x of the patches
/// that are there, special tokens left out, the first its negative.
/// </summary>
/// <param name="shape">What it sees.</param>
/// <param name="weights">Weights w [n, E].</param>
/// <param name="curvature">Factor of the squared part.</param>
public sealed class PictureModel(PictureShape shape, float[] weights, double curvature = 0) : IModel
{
    public ModelInfo Info { get; } = new()
    {
        Name = "picture",
        Architecture = "PictureModel",
        Labels = ["DARK", "LIGHT"],
        Activation = OutputActivation.Softmax,
        VocabularySize = shape.Places,
        EmbeddingWidth = shape.PatchLength,
        MaxLength = shape.Places,
        Layers = 1,
        Heads = 1,
        Picture = shape,
    };

    public Ask Offers => Ask.Gradient;

    /// <summary>A picture with every value drawn from −1 to 1.</summary>
    /// <param name="shape">Its size.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static TokenizedText Random(PictureShape shape, ulong seed)
    {
        var random = new DeterministicRandom(seed);
        float[] pixels = new float[PictureShape.Channels * shape.PixelCount];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)((2 * random.NextDouble()) - 1);
        }

        return TokenizedText.Of(new PictureInput { Shape = shape, Pixels = pixels });
    }

    public Tensor Embed(InputRow row) => new(row.Pixels, new Shape(row.Length, shape.PatchLength));

    public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        [.. queries.Select(Answer)];

    private Answer Answer(Query query)
    {
        float[] values = Values(query.Row);
        int width = shape.PatchLength;
        double sum = 0;
        float[] slope = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (query.Row.TokenIds.Span[i / width] < shape.FirstPatch)
            {
                continue;
            }

            double weight = weights[(query.Row.TokenIds.Span[i / width] * width) + (i % width)];
            sum += (weight * values[i]) + (curvature * values[i] * values[i]);
            slope[i] = (float)(weight + (2 * curvature * values[i]));
        }

        var logits = new Tensor(new[] { (float)-sum, (float)sum }, new Shape(2));
        return new Answer { Outputs = logits, Gradient = query.Ask == Ask.Gradient ? Gradient(query.Readout!, slope, logits) : default };
    }

    private Tensor Gradient(Readout readout, float[] slope, Tensor logits)
    {
        ReadoutTerm term = readout.Terms.Single();
        double factor = term.Weight * (term.Output == 1 ? 1 : -1);
        if (readout.Activation == OutputActivation.Softmax)
        {
            double probability = Outputs.Probabilities(logits.Span, OutputActivation.Softmax)[term.Output];
            factor *= 2 * probability * (1 - probability);
        }

        return new Tensor(
            Array.ConvertAll(slope, value => (float)(factor * value)), new Shape(slope.Length / shape.PatchLength, shape.PatchLength));
    }

    private static float[] Values(InputRow row)
    {
        if (row.Embeddings is not { } replaced)
        {
            return row.Pixels.ToArray();
        }

        float[] values = replaced.Origin.ToArray();
        for (int i = 0; i < replaced.Direction.Length; i++)
        {
            values[i] += replaced.Coefficient * replaced.Direction.Span[i];
        }

        return values;
    }
}
