using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Keys and tensor names that BERT, RoBERTa and ELECTRA share.</summary>
internal static class BertFamily
{
    /// <summary>More layers than any encoder has; a larger number is a damaged or hostile file.</summary>
    public const int MostLayers = 1024;

    public static EncoderConfig ReadConfig(string name, ConfigFile config, int padTokenId = 0)
    {
        config.RefuseVariants();
        int hidden = config.Size("hidden_size");
        int vocabulary = config.Size("vocab_size");
        return new EncoderConfig
        {
            Architecture = name,
            Layers = config.Size("num_hidden_layers", MostLayers),
            Heads = config.Heads("num_attention_heads", hidden),
            HiddenSize = hidden,
            IntermediateSize = config.Size("intermediate_size"),
            EmbeddingSize = hidden,
            VocabularySize = vocabulary,
            MaxPositions = config.Size("max_position_embeddings"),
            FirstPosition = 0,
            PadTokenId = config.PadTokenId(vocabulary, padTokenId),
            TypeVocabularySize = config.WholeNumber("type_vocab_size", 1, int.MaxValue, 2),
            LayerNormEpsilon = config.Positive("layer_norm_eps", 1e-12),
            Activation = config.Activation("hidden_act", HiddenActivation.Gelu),
            PredictsTokens = TaskHeads.PredictsTokens(name),
            Head = TaskHeads.Of(name),
        };
    }

    /// <summary>Reads the encoder's parts.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">The weight files.</param>
    /// <param name="prefix">What stands before the names of the base model.</param>
    /// <param name="head">Reads the head, given the word embeddings.</param>
    public static EncoderWeights ReadWeights(
        EncoderConfig config, WeightReader weights, string prefix, Func<Tensor, ClassificationHead> head)
    {
        Tensor words = weights.Words($"{prefix}.embeddings.word_embeddings", config);
        return new EncoderWeights
        {
            Words = words,
            Positions = weights.Positions($"{prefix}.embeddings.position_embeddings", config),
            Types = weights.Types($"{prefix}.embeddings.token_type_embeddings", config),
            EmbeddingNorm = weights.Norm($"{prefix}.embeddings.LayerNorm", config.EmbeddingSize),
            Layers = [.. Enumerable.Range(0, config.Layers).Select(i => ReadLayer(config, weights, $"{prefix}.encoder.layer.{i}"))],
            Head = head(words),
        };
    }

    private static LayerWeights ReadLayer(EncoderConfig config, WeightReader weights, string layer)
    {
        int hidden = config.HiddenSize;
        return new LayerWeights(
            Query: weights.Linear($"{layer}.attention.self.query", hidden, hidden),
            Key: weights.Linear($"{layer}.attention.self.key", hidden, hidden),
            Value: weights.Linear($"{layer}.attention.self.value", hidden, hidden),
            AttentionOutput: weights.Linear($"{layer}.attention.output.dense", hidden, hidden),
            AttentionNorm: weights.Norm($"{layer}.attention.output.LayerNorm", hidden),
            Intermediate: weights.Linear($"{layer}.intermediate.dense", hidden, config.IntermediateSize),
            Output: weights.Linear($"{layer}.output.dense", config.IntermediateSize, hidden),
            OutputNorm: weights.Norm($"{layer}.output.LayerNorm", hidden));
    }
}
