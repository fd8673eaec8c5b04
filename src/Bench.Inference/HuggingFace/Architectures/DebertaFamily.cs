using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Sizes that a DeBERTa has where its configuration does not say.</summary>
internal sealed record DebertaDefaults(int Vocabulary, int Hidden, int Layers, int Heads, int Intermediate);

/// <summary>Which products with distances the scores have.</summary>
internal sealed record DebertaTerms(bool ContentToPosition, bool PositionToContent);

/// <summary>The maps of one layer's attention; those of distances are null where there is no such term.</summary>
internal sealed record DebertaAttention(Linear Query, Linear Key, Linear Value, Linear? DistanceKey, Linear? DistanceQuery);

/// <summary>Keys and tensor names that the versions of DeBERTa share.</summary>
internal static class DebertaFamily
{
    private const string TermsKey = "pos_att_type";

    public static EncoderConfig ReadConfig(string name, ConfigFile config, DebertaDefaults defaults)
    {
        config.RefuseVariants();
        config.RefuseUnlessEmpty("talking_head", "Talking heads");
        int hidden = config.Size("hidden_size", defaults.Hidden, int.MaxValue);
        int heads = config.Heads("num_attention_heads", hidden, defaults.Heads);
        config.RefuseUnless("embedding_size", hidden, "Embeddings of another width than the hidden size");
        config.RefuseUnless("attention_head_size", hidden / heads, "Heads of another width than the hidden size over the heads");
        config.RefuseUnless("pooler_hidden_size", hidden, "A pooler of another width than the hidden size");
        int vocabulary = config.Size("vocab_size", defaults.Vocabulary, int.MaxValue);
        int positions = config.Size("max_position_embeddings", 512, int.MaxValue);
        int farthest = config.WholeNumber("max_relative_positions", -1, int.MaxValue, -1);
        DebertaTerms terms = Terms(config);
        bool relative = config.Flag("relative_attention", false) && terms != new DebertaTerms(false, false);
        return new EncoderConfig
        {
            Architecture = name,
            Layers = config.Size("num_hidden_layers", defaults.Layers, BertFamily.MostLayers),
            Heads = heads,
            HiddenSize = hidden,
            IntermediateSize = config.Size("intermediate_size", defaults.Intermediate, int.MaxValue),
            EmbeddingSize = hidden,
            VocabularySize = vocabulary,
            MaxPositions = positions,
            FirstPosition = 0,
            PadTokenId = config.PadTokenId(vocabulary, 0),
            TypeVocabularySize = config.WholeNumber("type_vocab_size", 0, int.MaxValue, 0),
            LayerNormEpsilon = config.Positive("layer_norm_eps", 1e-7),
            Activation = config.Activation("hidden_act", HiddenActivation.Gelu),
            Attention = new AttentionPlan
            {
                ScoreTerms = 1 + (terms.ContentToPosition ? 1 : 0) + (terms.PositionToContent ? 1 : 0),
                Relative = relative ? new DebertaPositions(0, farthest < 1 ? positions : farthest) : null,
            },
            Head = TaskHeads.Of(name),
        };
    }

    public static EncoderWeights ReadWeights(
        EncoderConfig config, ConfigFile file, WeightReader weights, Func<string, DebertaTerms, DebertaAttention> readAttention)
    {
        int hidden = config.HiddenSize;
        Func<DebertaAttention, DisentangledWeights?> distances = Distances(config, file, weights);
        return new EncoderWeights
        {
            Words = weights.Words("deberta.embeddings.word_embeddings", config),
            Positions = file.Flag("position_biased_input", true)
                ? weights.Positions("deberta.embeddings.position_embeddings", config)
                : null,
            Types = config.TypeVocabularySize > 0 ? weights.Types("deberta.embeddings.token_type_embeddings", config) : null,
            EmbeddingNorm = weights.Norm("deberta.embeddings.LayerNorm", hidden),
            Layers = [.. Enumerable.Range(0, config.Layers).Select(i => ReadLayer($"deberta.encoder.layer.{i}"))],
            Head = TaskHeads.Read(config, weights, () => new ClassificationHead(
                weights.Linear("pooler.dense", hidden, hidden),
                file.Activation("pooler_hidden_act", HiddenActivation.Gelu),
                weights.Classifier("classifier", config))),
        };

        LayerWeights ReadLayer(string layer)
        {
            DebertaAttention attention = readAttention(
                layer, config.Attention.Relative is null ? new DebertaTerms(false, false) : Terms(file));
            return new LayerWeights(
                attention.Query,
                attention.Key,
                attention.Value,
                weights.Linear($"{layer}.attention.output.dense", hidden, hidden),
                weights.Norm($"{layer}.attention.output.LayerNorm", hidden),
                weights.Linear($"{layer}.intermediate.dense", hidden, config.IntermediateSize),
                weights.Linear($"{layer}.output.dense", config.IntermediateSize, hidden),
                weights.Norm($"{layer}.output.LayerNorm", hidden))
            { Disentangled = distances(attention) };
        }
    }

    // The table of distances is one for all layers, normalised where the configuration says so.
    private static Func<DebertaAttention, DisentangledWeights?> Distances(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        if (config.Attention.Relative is not { } relative)
        {
            return _ => null;
        }

        Tensor table = weights.Tensor("deberta.encoder.rel_embeddings.weight", relative.Rows, config.HiddenSize);
        bool normed = Parts(file, "norm_rel_ebd").Contains("layer_norm");
        LayerNorm? norm = normed ? weights.Norm("deberta.encoder.LayerNorm", config.HiddenSize) : null;
        return attention => new DisentangledWeights(table, norm, attention.DistanceKey, attention.DistanceQuery);
    }

    private static DebertaTerms Terms(ConfigFile config)
    {
        ImmutableArray<string> parts = Parts(config, TermsKey);
        return parts.FirstOrDefault(part => part is not ("c2p" or "p2c" or "none" or "")) is { } unknown
            ? throw config.Error(TermsKey, $"The term '{unknown}' is not supported", "Supported: c2p, p2c, none")
            : new DebertaTerms(parts.Contains("c2p"), parts.Contains("p2c"));
    }

    /// <summary>What the square root of the scores' scale is multiplied with in the first version: it counts whatever is listed.</summary>
    public static int ListedTerms(ConfigFile config) => 1 + Parts(config, TermsKey).Length;

    // A list, or a text with bars.
    private static ImmutableArray<string> Parts(ConfigFile config, string key) =>
        config.Find(key) is { ValueKind: System.Text.Json.JsonValueKind.String }
            ? [.. config.Text(key)!.ToLowerInvariant().Split('|', StringSplitOptions.TrimEntries)]
            : config.Texts(key);
}
