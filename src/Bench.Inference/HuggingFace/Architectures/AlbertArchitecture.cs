using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>
/// ALBERT (Lan et al. 2020): narrow embeddings, always projected, and layers that share weights in groups; head = pooler (dense,
/// tanh), then the classifier.
/// </summary>
internal sealed class AlbertArchitecture : IArchitecture
{
    private const string Inner = "inner_group_num";

    public IReadOnlyList<string> Names => TaskHeads.Names("Albert");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        EncoderConfig common = BertFamily.ReadConfig(name, config);
        int layers = common.Layers * InnerLayers(config);
        return layers > BertFamily.MostLayers
            ? throw config.Error(Inner, $"{layers} layers are more than any encoder has", $"Supported: up to {BertFamily.MostLayers}")
            : common with
            {
                Layers = layers,
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
        Layers = ReadLayers(config, file, weights),
        Head = TaskHeads.Read(config, weights, () => new ClassificationHead(
            weights.Linear("albert.pooler", config.HiddenSize, config.HiddenSize),
            HiddenActivation.Tanh,
            weights.Classifier("classifier", config))),
    };

    private static int InnerLayers(ConfigFile config) => config.WholeNumber(Inner, 1, BertFamily.MostLayers, 1);

    // The layers fall into groups one after another; a layer of a group is its inner layers in turn, which are the plan's layers.
    private static ImmutableArray<LayerWeights> ReadLayers(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        int inner = InnerLayers(file), outer = config.Layers / inner;
        int groups = file.WholeNumber("num_hidden_groups", 1, BertFamily.MostLayers, 1);
        LayerWeights[] read =
            [.. Enumerable.Range(0, groups * inner).Select(i => ReadLayer(
                config, weights, FormattableString.Invariant(
                    $"albert.encoder.albert_layer_groups.{i / inner}.albert_layers.{i % inner}")))];

        // The group as transformers computes it, in double precision and rounded down.
        int GroupOf(int layer) => (int)(layer / ((double)outer / groups));
        return [.. Enumerable.Range(0, config.Layers).Select(i => read[(GroupOf(i / inner) * inner) + (i % inner)])];
    }

    private static LayerWeights ReadLayer(EncoderConfig config, WeightReader weights, string layer)
    {
        int hidden = config.HiddenSize;
        return new LayerWeights(
            Query: weights.Linear($"{layer}.attention.query", hidden, hidden),
            Key: weights.Linear($"{layer}.attention.key", hidden, hidden),
            Value: weights.Linear($"{layer}.attention.value", hidden, hidden),
            AttentionOutput: weights.Linear($"{layer}.attention.dense", hidden, hidden),
            AttentionNorm: weights.Norm($"{layer}.attention.LayerNorm", hidden),
            Intermediate: weights.Linear($"{layer}.ffn", hidden, config.IntermediateSize),
            Output: weights.Linear($"{layer}.ffn_output", config.IntermediateSize, hidden),
            OutputNorm: weights.Norm($"{layer}.full_layer_layer_norm", hidden));
    }
}
