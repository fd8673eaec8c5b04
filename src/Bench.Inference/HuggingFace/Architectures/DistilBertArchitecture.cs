using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// DistilBERT (Sanh et al. 2019): no token types, ε fixed at 1e-12, head = <c>pre_classifier</c>, ReLU, classifier. Sinusoidal
/// positions are stored in the weights like learned ones.
/// </summary>
internal sealed class DistilBertArchitecture : IArchitecture
{
    private static readonly MaskedHead _masked = new("vocab_transform", "vocab_layer_norm", "vocab_projector", "vocab_projector.bias");

    public IReadOnlyList<string> Names => TaskHeads.MaskedNames("DistilBert");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants();
        int hidden = config.Size("dim");
        int vocabulary = config.Size("vocab_size");
        return new EncoderConfig
        {
            Architecture = name,
            Layers = config.Size("n_layers", BertFamily.MostLayers),
            Heads = config.Heads("n_heads", hidden),
            HiddenSize = hidden,
            IntermediateSize = config.Size("hidden_dim"),
            EmbeddingSize = hidden,
            VocabularySize = vocabulary,
            MaxPositions = config.Size("max_position_embeddings"),
            FirstPosition = 0,
            PadTokenId = config.PadTokenId(vocabulary, 0),
            TypeVocabularySize = 0,
            LayerNormEpsilon = 1e-12,
            Activation = config.Activation("activation", HiddenActivation.Gelu),
            PredictsTokens = TaskHeads.PredictsTokens(name),
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        Tensor words = weights.Words("distilbert.embeddings.word_embeddings", config);
        return new EncoderWeights
        {
            Words = words,
            Positions = weights.Positions("distilbert.embeddings.position_embeddings", config),
            Types = null,
            EmbeddingNorm = weights.Norm("distilbert.embeddings.LayerNorm", config.EmbeddingSize),
            Layers = [.. Enumerable.Range(0, config.Layers).Select(i => ReadLayer(config, weights, $"distilbert.transformer.layer.{i}"))],
            Head = config.PredictsTokens
                ? _masked.Read(config, file, weights, words, config.Activation)
                : TaskHeads.Read(config, weights, () => new ClassificationHead(
                    weights.Linear("pre_classifier", config.HiddenSize, config.HiddenSize),
                    HiddenActivation.Relu,
                    weights.Classifier("classifier", config))),
        };
    }

    private static LayerWeights ReadLayer(EncoderConfig config, WeightReader weights, string layer)
    {
        int hidden = config.HiddenSize;
        return new LayerWeights(
            Query: weights.Linear($"{layer}.attention.q_lin", hidden, hidden),
            Key: weights.Linear($"{layer}.attention.k_lin", hidden, hidden),
            Value: weights.Linear($"{layer}.attention.v_lin", hidden, hidden),
            AttentionOutput: weights.Linear($"{layer}.attention.out_lin", hidden, hidden),
            AttentionNorm: weights.Norm($"{layer}.sa_layer_norm", hidden),
            Intermediate: weights.Linear($"{layer}.ffn.lin1", hidden, config.IntermediateSize),
            Output: weights.Linear($"{layer}.ffn.lin2", config.IntermediateSize, hidden),
            OutputNorm: weights.Norm($"{layer}.output_layer_norm", hidden));
    }
}
