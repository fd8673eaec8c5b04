using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// GPT-2 (Radford et al. 2019): causal, normalisation first, learned positions; linear maps are stored transposed. Head = outputs on the
/// last token that is not padding.
/// </summary>
internal sealed class Gpt2Architecture : IArchitecture
{
    public IReadOnlyList<string> Names => TaskHeads.CausalNames("GPT2");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants();
        int hidden = config.Size("n_embd", 768, int.MaxValue);
        int vocabulary = config.Size("vocab_size", 50257, int.MaxValue);
        return new EncoderConfig
        {
            Architecture = name,
            Layers = config.Size("n_layer", 12, BertFamily.MostLayers),
            Heads = config.Heads("n_head", hidden, 12),
            HiddenSize = hidden,
            IntermediateSize = config.Size("n_inner", 4 * hidden, int.MaxValue),
            EmbeddingSize = hidden,
            VocabularySize = vocabulary,
            MaxPositions = config.Size("n_positions", 1024, int.MaxValue),
            FirstPosition = 0,
            PadTokenId = config.MaybePadTokenId(vocabulary),
            TypeVocabularySize = 0,
            LayerNormEpsilon = config.Positive("layer_norm_epsilon", 1e-5),
            Activation = config.Activation("activation_function", HiddenActivation.GeluTanh),
            NormFirst = true,
            Attention = new AttentionPlan { Causal = true },
            Pooling = TaskHeads.PredictsTokens(name) ? Pooling.LastToken : Pooling.Last,
            PredictsTokens = TaskHeads.PredictsTokens(name),
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        Tensor words = weights.Words("transformer.wte", config);
        return new EncoderWeights
        {
            Words = words,
            Positions = weights.Positions("transformer.wpe", config),
            Types = null,
            EmbeddingNorm = null,
            Layers = [.. Enumerable.Range(0, config.Layers).Select(i => ReadLayer(config, file, weights, i))],
            FinalNorm = weights.Norm("transformer.ln_f", config.HiddenSize),
            Head = TaskHeads.Read(
                config, weights, () => TaskHeads.ReadCausal(config, weights, words, file.Flag("tie_word_embeddings", true))),
        };
    }

    private static LayerWeights ReadLayer(EncoderConfig config, ConfigFile file, WeightReader weights, int index)
    {
        string layer = $"transformer.h.{index}";
        int hidden = config.HiddenSize;
        float scale = file.Flag("scale_attn_weights", true) ? 1 : 1 / config.ScoreScale;
        float byIndex = file.Flag("scale_attn_by_inverse_layer_idx", false) ? 1f / (index + 1) : 1;
        Linear all = weights.Transposed($"{layer}.attn.c_attn", hidden, 3 * hidden);
        return new LayerWeights(
            all.Rows(0, hidden),
            all.Rows(hidden, hidden),
            all.Rows(2 * hidden, hidden),
            weights.Transposed($"{layer}.attn.c_proj", hidden, hidden),
            weights.Norm($"{layer}.ln_1", hidden),
            weights.Transposed($"{layer}.mlp.c_fc", hidden, config.IntermediateSize),
            weights.Transposed($"{layer}.mlp.c_proj", config.IntermediateSize, hidden),
            weights.Norm($"{layer}.ln_2", hidden)).WithScores(scale * byIndex);
    }
}
