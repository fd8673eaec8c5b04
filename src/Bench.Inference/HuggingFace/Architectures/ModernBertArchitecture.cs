using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>
/// ModernBERT (Warner et al. 2024): normalisation first, rotary positions, most layers attend to near tokens only, gated feed-forward
/// parts; every head = dense, activation, normalisation, then the classifier, for the whole text on the first token's state or on the mean.
/// </summary>
internal sealed class ModernBertArchitecture : IArchitecture
{
    private const string Local = "sliding_attention";

    public IReadOnlyList<string> Names => TaskHeads.Names("ModernBert");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants();
        int hidden = config.Size("hidden_size", 768, int.MaxValue);
        int vocabulary = config.Size("vocab_size", 50368, int.MaxValue);
        int layers = config.Size("num_hidden_layers", 22, BertFamily.MostLayers);
        int heads = config.Heads("num_attention_heads", hidden, 12);
        return new EncoderConfig
        {
            Architecture = name,
            Layers = layers,
            Heads = heads,
            HiddenSize = hidden,
            IntermediateSize = config.Size("intermediate_size", 1152, int.MaxValue),
            EmbeddingSize = hidden,
            VocabularySize = vocabulary,
            MaxPositions = config.Size("max_position_embeddings", 8192, int.MaxValue),
            FirstPosition = 0,
            PadTokenId = config.PadTokenId(vocabulary, 0),
            TypeVocabularySize = 0,
            LayerNormEpsilon = config.Positive("norm_eps", 1e-5),
            Activation = config.Activation("hidden_activation", HiddenActivation.Gelu),
            NormFirst = true,
            Attention = Attention(config, [.. Kinds(config, layers)], hidden / heads),
            Pooling = Pooling(config),
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        bool shifted = file.Flag("norm_bias", false);
        return new EncoderWeights
        {
            Words = weights.Words("model.embeddings.tok_embeddings", config),
            Positions = null,
            Types = null,
            EmbeddingNorm = weights.Norm("model.embeddings.norm", config.HiddenSize, shifted),
            Layers = [.. Enumerable.Range(0, config.Layers).Select(i => ReadLayer(config, file, weights, i, shifted))],
            FinalNorm = weights.Norm("model.final_norm", config.HiddenSize, shifted),
            Head = TaskHeads.Own(config, weights) ?? ReadHead(config, file, weights, shifted),
        };
    }

    private static ClassificationHead ReadHead(EncoderConfig config, ConfigFile file, WeightReader weights, bool shifted) => new(
        weights.Linear("head.dense", config.HiddenSize, config.HiddenSize, file.Flag("classifier_bias", false)),
        file.Activation("classifier_activation", HiddenActivation.Gelu),
        weights.Classifier("classifier", config))
    {
        Norm = weights.Norm("head.norm", config.HiddenSize, shifted),
    };

    private static LayerWeights ReadLayer(EncoderConfig config, ConfigFile file, WeightReader weights, int index, bool shifted)
    {
        string layer = $"model.layers.{index}";
        int hidden = config.HiddenSize, width = config.IntermediateSize;
        bool attentionBias = file.Flag("attention_bias", false), feedForwardBias = file.Flag("mlp_bias", false);
        Linear all = weights.Linear($"{layer}.attn.Wqkv", hidden, 3 * hidden, attentionBias);
        Linear inner = weights.Linear($"{layer}.mlp.Wi", hidden, 2 * width, feedForwardBias);
        return new LayerWeights(
            all.Rows(0, hidden),
            all.Rows(hidden, hidden),
            all.Rows(2 * hidden, hidden),
            weights.Linear($"{layer}.attn.Wo", hidden, hidden, attentionBias),
            index == 0 ? null : weights.Norm($"{layer}.attn_norm", hidden, shifted),
            inner.Rows(0, width),
            weights.Linear($"{layer}.mlp.Wo", width, hidden, feedForwardBias),
            weights.Norm($"{layer}.mlp_norm", hidden, shifted))
        { Gate = inner.Rows(width, width) }.WithScores(
            RotaryConfig.ScoreFactor(RotaryOf(file, config.Attention.ReachOf(index) is not null), file));
    }

    // Which layers attend to near tokens only: every one but the first of three, unless the configuration lists them.
    private static IEnumerable<bool> Kinds(ConfigFile config, int layers)
    {
        int every = config.WholeNumber("global_attn_every_n_layers", 1, int.MaxValue, 3);
        return config.LayerTypes(layers, Local) ?? Enumerable.Range(0, layers).Select(layer => layer % every != 0);
    }

    private static ConfigFile? RotaryOf(ConfigFile config, bool local) =>
        config.Section("rope_parameters")?.Section(local ? Local : "full_attention");

    private static AttentionPlan Attention(ConfigFile config, ImmutableArray<bool> kinds, int headSize)
    {
        int reach = config.WholeNumber("local_attention", 2, int.MaxValue, 128) / 2;
        config.RefuseUnlessEmpty("rope_scaling", "Rotary scaling that is not said for each kind of layer");
        const string NearKey = "local_rope_theta";
        double everywhere = config.Positive("global_rope_theta", 160000);
        Rotary far = RotaryConfig.Read(RotaryOf(config, local: false), everywhere, config, headSize);
        Rotary near = RotaryConfig.Read(
            RotaryOf(config, local: true), config.Positive(NearKey, config.Has(NearKey) ? everywhere : 10000), config, headSize);
        return new AttentionPlan
        {
            Reach = [.. kinds.Select(isLocal => isLocal ? reach : (int?)null)],
            Rotary = [.. kinds.Select(isLocal => isLocal ? near : far)],
        };
    }

    private static Pooling Pooling(ConfigFile config)
    {
        const string Key = "classifier_pooling";
        return config.Text(Key) switch
        {
            null or "cls" => Inference.Pooling.First,
            "mean" => Inference.Pooling.Mean,
            string other => throw config.Error(Key, $"The pooling '{other}' is not supported", "Supported: cls, mean"),
        };
    }
}
