using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// MPNet (Song et al. 2020): BERT's layers with one table of biases by distance for all of them, and RoBERTa's positions; head = dense,
/// tanh, output.
/// </summary>
internal sealed class MpNetArchitecture : IArchitecture
{
    // Fixed in the model class, whatever the configuration says.
    private const int Padding = 1;
    private const int Buckets = 32;
    private const int FarthestDistance = 128;

    private const string BucketsKey = "relative_attention_num_buckets";

    public IReadOnlyList<string> Names => TaskHeads.Names("MPNet");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        config.RefuseVariants();
        int hidden = config.Size("hidden_size", 768, int.MaxValue);
        return new EncoderConfig
        {
            Architecture = name,
            Layers = config.Size("num_hidden_layers", 12, BertFamily.MostLayers),
            Heads = config.Heads("num_attention_heads", hidden, 12),
            HiddenSize = hidden,
            IntermediateSize = config.Size("intermediate_size", 3072, int.MaxValue),
            EmbeddingSize = hidden,
            VocabularySize = config.Size("vocab_size", 30527, int.MaxValue),
            MaxPositions = config.WholeNumber("max_position_embeddings", Padding + 2, int.MaxValue, 512),
            FirstPosition = Padding + 1,
            PadTokenId = Padding,
            TypeVocabularySize = 0,
            LayerNormEpsilon = config.Positive("layer_norm_eps", 1e-12),
            Activation = config.Activation("hidden_act", HiddenActivation.Gelu),
            Attention = new AttentionPlan
            {
                Relative = new T5Positions(Buckets, FarthestDistance),
            },
            Head = TaskHeads.Of(name),
        };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        int hidden = config.HiddenSize;

        // A longer table has rows that no distance reads.
        Tensor table = weights.Tensor(
            "mpnet.encoder.relative_attention_bias.weight", file.WholeNumber(BucketsKey, Buckets, 1 << 16, Buckets), config.Heads);
        var bias = new Tensor(table.Data[..(Buckets * config.Heads)], new Shape(Buckets, config.Heads));
        return new EncoderWeights
        {
            Words = weights.Words("mpnet.embeddings.word_embeddings", config),
            Positions = weights.Positions("mpnet.embeddings.position_embeddings", config),
            Types = null,
            EmbeddingNorm = weights.Norm("mpnet.embeddings.LayerNorm", hidden),
            Layers = [.. Enumerable.Range(0, config.Layers).Select(i => ReadLayer($"mpnet.encoder.layer.{i}"))],
            Head = TaskHeads.Read(config, weights, () => new ClassificationHead(
                weights.Linear("classifier.dense", hidden, hidden), HiddenActivation.Tanh,
                weights.Classifier("classifier.out_proj", config))),
        };

        LayerWeights ReadLayer(string layer) => new(
            weights.Linear($"{layer}.attention.attn.q", hidden, hidden),
            weights.Linear($"{layer}.attention.attn.k", hidden, hidden),
            weights.Linear($"{layer}.attention.attn.v", hidden, hidden),
            weights.Linear($"{layer}.attention.attn.o", hidden, hidden),
            weights.Norm($"{layer}.attention.LayerNorm", hidden),
            weights.Linear($"{layer}.intermediate.dense", hidden, config.IntermediateSize),
            weights.Linear($"{layer}.output.dense", config.IntermediateSize, hidden),
            weights.Norm($"{layer}.output.LayerNorm", hidden))
        { ScoreBias = bias };
    }
}
