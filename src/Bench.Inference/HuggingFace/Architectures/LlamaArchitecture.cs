using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Llama (Touvron et al. 2023), Qwen2 and Qwen3 (Yang et al. 2024, 2025): causal, normalisation by the mean square first, rotary
/// positions, shared heads of keys and values, SwiGLU. They differ in biases, in the normalised heads of Qwen3 and in defaults. Head =
/// outputs on the last token that is not padding.
/// </summary>
internal sealed class LlamaArchitecture : IArchitecture
{
    private static readonly ImmutableArray<Kind> _kinds =
    [
        new("Llama", 32000, 11008, 2048, HeadSize: null, KeyHeads: null),
        new("Qwen2", 151936, 22016, 32768, HeadSize: null, KeyHeads: 32),
        new("Qwen3", 151936, 22016, 32768, HeadSize: 128, KeyHeads: 32),
    ];

    public IReadOnlyList<string> Names => TaskHeads.CausalNames([.. _kinds.Select(kind => kind.Name)]);

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants();
        Kind kind = KindOf(name);
        int hidden = config.Size("hidden_size", 4096, int.MaxValue);
        int vocabulary = config.Size("vocab_size", kind.Vocabulary, int.MaxValue);
        int layers = config.Size("num_hidden_layers", 32, BertFamily.MostLayers);
        int heads = config.Size("num_attention_heads", 32, int.MaxValue);
        int headSize = config.Find("head_dim") is null && kind.HeadSize is null
            ? hidden / config.Heads("num_attention_heads", hidden, 32)
            : config.Size("head_dim", kind.HeadSize ?? 0, int.MaxValue);
        return new EncoderConfig
        {
            Architecture = name,
            Layers = layers,
            Heads = heads,
            HiddenSize = hidden,
            IntermediateSize = config.Size("intermediate_size", kind.Intermediate, int.MaxValue),
            EmbeddingSize = hidden,
            VocabularySize = vocabulary,
            MaxPositions = config.Size("max_position_embeddings", kind.Positions, int.MaxValue),
            FirstPosition = 0,
            PadTokenId = config.MaybePadTokenId(vocabulary),
            TypeVocabularySize = 0,
            LayerNormEpsilon = config.Positive("rms_norm_eps", 1e-6),
            RootMeanSquare = true,
            NormFirst = true,
            Activation = config.Activation("hidden_act", HiddenActivation.Silu),
            Attention = new AttentionPlan
            {
                Causal = true,
                HeadSize = headSize,
                KeyHeads = KeyHeads(config, heads, kind),
                Reach = kind.Name == "Llama" ? [] : Reach(config, layers),
                Rotary = [.. Enumerable.Repeat(ReadRotary(config, headSize), layers)],
            },
            Pooling = TaskHeads.PredictsTokens(name) ? Pooling.LastToken : Pooling.Last,
            PredictsTokens = TaskHeads.PredictsTokens(name),
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        Tensor words = weights.Words("model.embed_tokens", config);
        return new EncoderWeights
        {
            Words = words,
            Positions = null,
            Types = null,
            EmbeddingNorm = null,
            Layers = [.. Enumerable.Range(0, config.Layers).Select(i => ReadLayer(config, file, weights, $"model.layers.{i}"))],
            FinalNorm = weights.Norm("model.norm", config.HiddenSize, shifted: false),
            Head = TaskHeads.Read(
                config,
                weights,
                () => TaskHeads.ReadCausal(config, weights, words, file.Flag("tie_word_embeddings", false)),
                token: "score"),
        };
    }

    private static LayerWeights ReadLayer(EncoderConfig config, ConfigFile file, WeightReader weights, string layer)
    {
        int hidden = config.HiddenSize, width = config.IntermediateSize;
        string kind = KindOf(config.Architecture).Name;
        bool outputBias = kind != "Qwen2" && file.Flag("attention_bias", false);
        bool biased = kind == "Qwen2" || outputBias, inner = kind == "Llama" && file.Flag("mlp_bias", false);
        string self = $"{layer}.self_attn", feedForward = $"{layer}.mlp";
        LayerNorm? HeadNorm(string name) => kind == "Qwen3" ? weights.Norm($"{self}.{name}", config.HeadSize, shifted: false) : null;
        return new LayerWeights(
            weights.Linear($"{self}.q_proj", hidden, config.QueryWidth, biased),
            weights.Linear($"{self}.k_proj", hidden, config.KeyWidth, biased),
            weights.Linear($"{self}.v_proj", hidden, config.KeyWidth, biased),
            weights.Linear($"{self}.o_proj", config.QueryWidth, hidden, outputBias),
            weights.Norm($"{layer}.input_layernorm", hidden, shifted: false),
            weights.Linear($"{feedForward}.gate_proj", hidden, width, inner),
            weights.Linear($"{feedForward}.down_proj", width, hidden, inner),
            weights.Norm($"{layer}.post_attention_layernorm", hidden, shifted: false))
        {
            Gate = weights.Linear($"{feedForward}.up_proj", hidden, width, inner),
            QueryNorm = HeadNorm("q_norm"),
            KeyNorm = HeadNorm("k_norm"),
        }.WithScores(RotaryConfig.ScoreFactor(RotaryOf(file), file));
    }

    private static Kind KindOf(string name) => _kinds.First(kind => name.StartsWith(kind.Name, StringComparison.Ordinal));

    // Null means one for each head of queries; a key left out, the default of the class.
    private static int KeyHeads(ConfigFile config, int heads, Kind kind)
    {
        const string Key = "num_key_value_heads";
        int keys = config.Find(Key) is null && !config.Has(Key) ? kind.KeyHeads ?? heads : config.Size(Key, heads, heads);
        return heads % keys == 0
            ? keys
            : throw config.Error(Key, $"{keys} heads of keys do not divide {heads} heads of queries", "Mend the configuration");
    }

    // transformers 5 writes the first; older versions read the second alone.
    private static ConfigFile? RotaryOf(ConfigFile config)
    {
        const string Now = "rope_parameters", Before = "rope_scaling";
        return config.Find(Now) is { } now && config.Find(Before) is { } before && !JsonElement.DeepEquals(now, before)
            ? throw config.Error(
                Before, $"It says other than {Now}, and versions of transformers differ in which they read", "Leave one of them out")
            : config.Section(Now) ?? config.Section(Before);
    }

    private static Rotary ReadRotary(ConfigFile config, int headSize) =>
        RotaryConfig.Read(RotaryOf(config), config.Positive("rope_theta", 10000), config, headSize);

    // Qwen may attend to the last tokens only, in the layers from one on or in those listed.
    private static ImmutableArray<int?> Reach(ConfigFile config, int layers)
    {
        const string Window = "sliding_window";
        if (!config.Flag("use_sliding_window", false) || (config.Has(Window) && config.Find(Window) is null))
        {
            return [];
        }

        int reach = config.Size(Window, 4096, int.MaxValue) - 1;
        int first = config.WholeNumber("max_window_layers", 0, int.MaxValue, 28);
        IEnumerable<bool> local = config.LayerTypes(layers, "sliding_attention")
            ?? Enumerable.Range(0, layers).Select(layer => layer >= first);
        return [.. local.Select(isLocal => isLocal ? reach : (int?)null)];
    }

    private sealed record Kind(string Name, int Vocabulary, int Intermediate, int Positions, int? HeadSize, int? KeyHeads);
}
