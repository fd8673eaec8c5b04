namespace Bench.Inference;

/// <summary>
/// ALBERT (Lan et al. 2020): narrow embeddings, always projected, and layers that share weights in groups; head = pooler (dense,
/// tanh), then the classifier.
/// </summary>
internal sealed class AlbertArchitecture : IArchitecture
{
    public IReadOnlyList<string> Names => TaskHeads.Names("Albert");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        const string Groups = "num_hidden_groups";
        const string Inner = "inner_group_num";
        if (config.WholeNumber(Groups, 1, int.MaxValue, 1) != 1 || config.WholeNumber(Inner, 1, int.MaxValue, 1) != 1)
        {
            throw config.Error(
                $"{Groups}, {Inner}", "An ALBERT with several groups of layers is not supported", "Supported: 1 group with 1 layer");
        }

        return BertFamily.ReadConfig(name, config) with
        {
            EmbeddingSize = config.Size("embedding_size"),
            Activation = config.Activation("hidden_act", HiddenActivation.GeluTanh),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights) => new()
    {
        Words = weights.Words("albert.embeddings.word_embeddings", config),
        Positions = weights.Positions("albert.embeddings.position_embeddings", config),
        Types = weights.Types("albert.embeddings.token_type_embeddings", config),
        EmbeddingNorm = weights.Norm("albert.embeddings.LayerNorm", config.EmbeddingSize),
        Projection = weights.Linear("albert.encoder.embedding_hidden_mapping_in", config.EmbeddingSize, config.HiddenSize),
        Layers = [.. Enumerable.Repeat(ReadLayer(config, weights), config.Layers)],
        Head = TaskHeads.Read(config, weights, () => new ClassificationHead(
            weights.Linear("albert.pooler", config.HiddenSize, config.HiddenSize),
            HiddenActivation.Tanh,
            weights.Classifier("classifier", config))),
    };

    private static LayerWeights ReadLayer(EncoderConfig config, WeightReader weights)
    {
        const string Layer = "albert.encoder.albert_layer_groups.0.albert_layers.0";
        int hidden = config.HiddenSize;
        return new LayerWeights(
            Query: weights.Linear($"{Layer}.attention.query", hidden, hidden),
            Key: weights.Linear($"{Layer}.attention.key", hidden, hidden),
            Value: weights.Linear($"{Layer}.attention.value", hidden, hidden),
            AttentionOutput: weights.Linear($"{Layer}.attention.dense", hidden, hidden),
            AttentionNorm: weights.Norm($"{Layer}.attention.LayerNorm", hidden),
            Intermediate: weights.Linear($"{Layer}.ffn", hidden, config.IntermediateSize),
            Output: weights.Linear($"{Layer}.ffn_output", config.IntermediateSize, hidden),
            OutputNorm: weights.Norm($"{Layer}.full_layer_layer_norm", hidden));
    }
}
