using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Weights of the same shapes as a model's, drawn anew: every tensor from the normal distribution with its own mean and standard
/// deviation, so that states keep their size and a lost explanation is not merely a vanished signal. (Adebayo et al. 2018 draw from the
/// initialiser of training, which a checkpoint does not tell.)
/// </summary>
public static class RandomTwin
{
    /// <summary>Draws all weights.</summary>
    /// <param name="weights">The model's weights.</param>
    /// <param name="seed">Which draw. Every tensor has a seed of its own, so that order and threads change nothing.</param>
    public static EncoderWeights Draw(EncoderWeights weights, ulong seed)
    {
        Tensor Tensor(Tensor tensor, string name) => Redraw(tensor, DeterministicRandom.Derive(seed, name));
        Linear Linear(Linear map, string name) => new(Tensor(map.Weight, $"{name}.weight"), Tensor(map.Bias, $"{name}.bias"));
        LayerNorm Norm(LayerNorm norm, string name) =>
            norm with { Weight = Tensor(norm.Weight, $"{name}.weight"), Bias = Tensor(norm.Bias, $"{name}.bias") };

        Tensor? MaybeTensor(Tensor? tensor, string name) => tensor is { } found ? Tensor(found, name) : null;
        Linear? MaybeLinear(Linear? map, string name) => map is null ? null : Linear(map, name);
        LayerNorm? MaybeNorm(LayerNorm? norm, string name) => norm is null ? null : Norm(norm, name);

        LayerWeights[] distinct = Distinct(weights);
        var drawn = new LayerWeights[distinct.Length];
        Parallel.For(0, distinct.Length, i => drawn[i] = Layer(distinct[i], $"{i}"));
        return new EncoderWeights
        {
            Words = Tensor(weights.Words, "words"),
            Places = MaybeTensor(weights.Places, "places"),
            Positions = MaybeTensor(weights.Positions, "positions"),
            Types = MaybeTensor(weights.Types, "types"),
            EmbeddingNorm = MaybeNorm(weights.EmbeddingNorm, "embedding-norm"),
            Projection = MaybeLinear(weights.Projection, "projection"),
            ProjectionNorm = MaybeNorm(weights.ProjectionNorm, "projection-norm"),
            FinalNorm = MaybeNorm(weights.FinalNorm, "final-norm"),
            Decoder = weights.Decoder is not { } decoder ? null : decoder with
            {
                Positions = Tensor(decoder.Positions, "decoder-positions"),
                EmbeddingNorm = Norm(decoder.EmbeddingNorm, "decoder-norm"),
            },
            Layers = [.. weights.Layers.Select(layer => drawn[Place(distinct, layer)])],
            Head = new ClassificationHead(
                MaybeLinear(weights.Head.Dense, "head-dense"),
                weights.Head.DenseActivation,
                Linear(weights.Head.Output, "head-output"))
            { Norm = MaybeNorm(weights.Head.Norm, "head-norm") },
        };

        LayerWeights Layer(LayerWeights layer, string name)
        {
            Linear query = Linear(layer.Query, $"{name}.query"), key = Linear(layer.Key, $"{name}.key");
            return new LayerWeights(
                query,
                key,
                Linear(layer.Value, $"{name}.value"),
                Linear(layer.AttentionOutput, $"{name}.attention-output"),
                MaybeNorm(layer.AttentionNorm, $"{name}.attention-norm"),
                Linear(layer.Intermediate, $"{name}.intermediate"),
                Linear(layer.Output, $"{name}.output"),
                Norm(layer.OutputNorm, $"{name}.output-norm"))
            {
                Gate = MaybeLinear(layer.Gate, $"{name}.gate"),
                QueryNorm = MaybeNorm(layer.QueryNorm, $"{name}.query-norm"),
                KeyNorm = MaybeNorm(layer.KeyNorm, $"{name}.key-norm"),
                ScoreBias = MaybeTensor(layer.ScoreBias, "score-bias"),
                WindowBias = MaybeTensor(layer.WindowBias, $"{name}.window-bias"),
                Joining = layer.Joining is not { } joining ? null : new JoiningWeights(
                    Norm(joining.Norm, $"{name}.joining-norm"), Linear(joining.Reduction, $"{name}.joining")),
                Disentangled = layer.Disentangled is not { } own ? null : new DisentangledWeights(
                    Tensor(own.Distances, "distances"),
                    MaybeNorm(own.Norm, "distances-norm"),
                    ReferenceEquals(own.Key, layer.Key) ? key : MaybeLinear(own.Key, $"{name}.distance-key"),
                    ReferenceEquals(own.Query, layer.Query) ? query : MaybeLinear(own.Query, $"{name}.distance-query")),
                Cross = layer.Cross is not { } cross ? null : new CrossWeights(
                    Linear(cross.Query, $"{name}.cross-query"),
                    Linear(cross.Key, $"{name}.cross-key"),
                    Linear(cross.Value, $"{name}.cross-value"),
                    Linear(cross.Output, $"{name}.cross-output"),
                    Norm(cross.Norm, $"{name}.cross-norm")),
                Convolution = layer.Convolution is not { } convolution ? null : new ConvolutionWeights(
                    [.. convolution.Taps.Select((tap, i) => Linear(tap, $"{name}.tap{i}"))],
                    convolution.Activation,
                    Norm(convolution.Norm, $"{name}.convolution-norm")),
            };
        }
    }

    /// <summary>Weights of which some parts are a twin's.</summary>
    /// <param name="weights">The model's weights.</param>
    /// <param name="twin">Its twin's.</param>
    /// <param name="first">The first part taken from the twin: 0 for the embeddings, then the distinct layers, then the head.</param>
    /// <param name="count">How many parts.</param>
    public static EncoderWeights Mix(EncoderWeights weights, EncoderWeights twin, int first, int count)
    {
        LayerWeights[] distinct = Distinct(weights);
        bool IsTwins(int part) => part >= first && part < first + count;
        EncoderWeights embeddings = IsTwins(0) ? twin : weights;
        return embeddings with
        {
            Layers = [.. weights.Layers.Select((layer, i) => IsTwins(1 + Place(distinct, layer)) ? twin.Layers[i] : layer)],
            FinalNorm = IsTwins(distinct.Length + 1) ? twin.FinalNorm : weights.FinalNorm,
            Head = IsTwins(distinct.Length + 1) ? twin.Head : weights.Head,
        };
    }

    /// <summary>Number of parts: the embeddings, the distinct layers, the head.</summary>
    /// <param name="weights">A model's weights.</param>
    public static int Parts(EncoderWeights weights) => Distinct(weights).Length + 2;

    // Layers that share weights are the same instance; records compare by content.
    private static LayerWeights[] Distinct(EncoderWeights weights) =>
        [.. weights.Layers.Distinct(ReferenceEqualityComparer.Instance).Cast<LayerWeights>()];

    private static int Place(LayerWeights[] distinct, LayerWeights layer) =>
        Array.FindIndex(distinct, other => ReferenceEquals(other, layer));

    private static Tensor Redraw(Tensor tensor, ulong seed)
    {
        ReadOnlySpan<float> own = tensor.Span;
        double mean = 0;
        foreach (float value in own)
        {
            mean += value;
        }

        mean /= Math.Max(1, own.Length);
        double squares = 0;
        foreach (float value in own)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Sqrt(squares / Math.Max(1, own.Length));
        var random = new DeterministicRandom(seed);
        float[] drawn = new float[own.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = (float)(mean + (deviation * random.NextGaussian()));
        }

        return new Tensor(drawn, tensor.Shape);
    }
}
