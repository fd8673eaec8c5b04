using Bench.Abstractions;
using Bench.Inference;

namespace Bench.Performance;

/// <summary>Encoders with random weights: as fast as trained ones, and nothing to ship.</summary>
internal static class RandomModel
{
    /// <summary>As many as the shipped models have, so that their tokenizer fits.</summary>
    public const int Vocabulary = 8000;

    private const int Positions = 512;

    /// <summary>Makes and packs a model.</summary>
    /// <param name="shape">Its size.</param>
    /// <param name="threads">Threads that work on one call.</param>
    public static ManagedEncoder Load(ModelShape shape, int threads) =>
        ManagedCore.Load(shape.Name, Config(shape), Weights(shape), new ManagedCoreOptions { Threads = threads });

    /// <summary>A random linear map.</summary>
    public static Linear Map(DeterministicRandom random, int outputs, int inputs) =>
        new(Uniform(random, 0.05, outputs, inputs), Uniform(random, 0.05, outputs));

    /// <summary>The configuration of a shape.</summary>
    public static EncoderConfig Config(ModelShape shape) => new()
    {
        Architecture = "BertForSequenceClassification",
        Layers = shape.Layers,
        Heads = shape.Heads,
        HiddenSize = shape.Hidden,
        IntermediateSize = shape.Intermediate,
        EmbeddingSize = shape.Hidden,
        VocabularySize = Vocabulary,
        MaxPositions = Positions,
        FirstPosition = 0,
        PadTokenId = 0,
        TypeVocabularySize = 2,
        LayerNormEpsilon = 1e-12,
        Activation = HiddenActivation.Gelu,
        Labels = ["NEGATIVE", "POSITIVE"],
        OutputActivation = OutputActivation.Softmax,
    };

    /// <summary>The weights of a shape.</summary>
    public static EncoderWeights Weights(ModelShape shape)
    {
        var random = new DeterministicRandom(1);
        int hidden = shape.Hidden;
        return new EncoderWeights
        {
            Words = Uniform(random, 0.1, Vocabulary, hidden),
            Positions = Uniform(random, 0.1, Positions, hidden),
            Types = Uniform(random, 0.1, 2, hidden),
            EmbeddingNorm = Norm(random, hidden),
            Layers = [.. Enumerable.Range(0, shape.Layers).Select(_ => new LayerWeights(
                Map(random, hidden, hidden),
                Map(random, hidden, hidden),
                Map(random, hidden, hidden),
                Map(random, hidden, hidden),
                Norm(random, hidden),
                Map(random, shape.Intermediate, hidden),
                Map(random, hidden, shape.Intermediate),
                Norm(random, hidden)))],
            Head = new ClassificationHead(Map(random, hidden, hidden), HiddenActivation.Tanh, Map(random, 2, hidden)),
        };
    }

    private static LayerNorm Norm(DeterministicRandom random, int width)
    {
        float[] ones = new float[width];
        Array.Fill(ones, 1);
        return new LayerNorm(new Tensor(ones, new Shape(width)), Uniform(random, 0.05, width));
    }

    private static Tensor Uniform(DeterministicRandom random, double largest, params int[] extents)
    {
        var shape = new Shape(extents);
        float[] values = new float[shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((2 * random.NextDouble()) - 1) * largest);
        }

        return new Tensor(values, shape);
    }
}
