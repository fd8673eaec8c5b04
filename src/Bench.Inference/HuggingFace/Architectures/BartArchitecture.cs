using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// BART (Lewis et al. 2020): an encoder and a decoder over the same tokens; head = dense, tanh, output on the decoder's state at the last
/// separator, or for answers one map of every decoder state, which reads the token before.
/// </summary>
internal sealed class BartArchitecture : IArchitecture
{
    // The table of positions has two rows in front that no token uses.
    private const int Offset = 2;

    public IReadOnlyList<string> Names => ["BartForSequenceClassification", "BartForQuestionAnswering"];

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants(encoderDecoder: true);
        int hidden = config.Size("d_model", 1024, int.MaxValue);
        int vocabulary = config.Size("vocab_size", 50265, int.MaxValue);
        int heads = config.Heads("encoder_attention_heads", hidden, 16);
        config.RefuseUnless("decoder_attention_heads", heads, "A decoder with another number of heads than the encoder");
        return new EncoderConfig
        {
            Architecture = name,
            Layers = EncoderLayers(config) + config.Size("decoder_layers", 12, BertFamily.MostLayers),
            Heads = heads,
            HiddenSize = hidden,
            IntermediateSize = Math.Max(Width(config, "encoder"), Width(config, "decoder")),
            EmbeddingSize = hidden,
            VocabularySize = vocabulary,
            MaxPositions = config.Size("max_position_embeddings", 1024, int.MaxValue - Offset) + Offset,
            FirstPosition = Offset,
            CountsPadding = true,
            PadTokenId = config.PadTokenId(vocabulary, 1),
            TypeVocabularySize = 0,
            LayerNormEpsilon = 1e-5,
            Activation = config.Activation("activation_function", HiddenActivation.Gelu),
            Pooling = TaskHeads.Of(name) == HeadKind.Sequence ? Pooling.LastSeparator : Pooling.First,
            SeparatorId = config.WholeNumber("eos_token_id", 0, vocabulary - 1, 2),
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        int hidden = config.HiddenSize, encoder = EncoderLayers(file);
        Tensor words = weights.Words("model.shared", config);
        return new EncoderWeights
        {
            Words = file.Flag("scale_embedding", false) ? words.Times(MathF.Sqrt(hidden)) : words,
            Positions = weights.Positions("model.encoder.embed_positions", config),
            Types = null,
            EmbeddingNorm = weights.Norm("model.encoder.layernorm_embedding", hidden),
            Layers =
            [
                .. Enumerable.Range(0, encoder).Select(i => ReadLayer(config, file, weights, "encoder", i)),
                .. Enumerable.Range(0, config.Layers - encoder).Select(i => ReadLayer(config, file, weights, "decoder", i)),
            ],
            Decoder = new DecoderWeights(
                encoder,
                file.WholeNumber("decoder_start_token_id", 0, config.VocabularySize - 1, 2),
                weights.Positions("model.decoder.embed_positions", config),
                weights.Norm("model.decoder.layernorm_embedding", hidden)),
            Head = TaskHeads.Read(config, weights, () => new ClassificationHead(
                weights.Linear("classification_head.dense", hidden, hidden),
                HiddenActivation.Tanh,
                weights.Classifier("classification_head.out_proj", config))),
        };
    }

    private static int EncoderLayers(ConfigFile config) => config.Size("encoder_layers", 12, BertFamily.MostLayers);

    private static int Width(ConfigFile config, string stack) => config.Size($"{stack}_ffn_dim", 4096, int.MaxValue);

    private static LayerWeights ReadLayer(EncoderConfig config, ConfigFile file, WeightReader weights, string stack, int index)
    {
        string layer = $"model.{stack}.layers.{index}";
        int hidden = config.HiddenSize, width = Width(file, stack);
        Linear Map(string name) => weights.Linear($"{layer}.{name}", hidden, hidden);
        return new LayerWeights(
            Map("self_attn.q_proj"),
            Map("self_attn.k_proj"),
            Map("self_attn.v_proj"),
            Map("self_attn.out_proj"),
            weights.Norm($"{layer}.self_attn_layer_norm", hidden),
            weights.Linear($"{layer}.fc1", hidden, width),
            weights.Linear($"{layer}.fc2", width, hidden),
            weights.Norm($"{layer}.final_layer_norm", hidden))
        {
            Cross = stack == "encoder" ? null : new CrossWeights(
                Map("encoder_attn.q_proj"),
                Map("encoder_attn.k_proj"),
                Map("encoder_attn.v_proj"),
                Map("encoder_attn.out_proj"),
                weights.Norm($"{layer}.encoder_attn_layer_norm", hidden)),
        };
    }
}
