namespace Bench.Inference;

/// <summary>
/// ELECTRA (Clark et al. 2020): embeddings are projected where they are narrower than the hidden size; head = dense, GELU (with the
/// error function, whatever the layers use), output.
/// </summary>
internal sealed class ElectraArchitecture : IArchitecture
{
    public IReadOnlyList<string> Names => TaskHeads.Names("Electra");

    public EncoderConfig ReadConfig(string name, ConfigFile config) =>
        BertFamily.ReadConfig(name, config) with { EmbeddingSize = config.Size("embedding_size") };

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights)
    {
        ClassificationHead head = TaskHeads.Read(config, weights, () => new ClassificationHead(
            weights.Linear("classifier.dense", config.HiddenSize, config.HiddenSize),
            HiddenActivation.Gelu,
            weights.Classifier("classifier.out_proj", config)));
        return BertFamily.ReadWeights(config, weights, "electra", _ => head) with
        {
            Projection = config.EmbeddingSize == config.HiddenSize
                ? null
                : weights.Linear("electra.embeddings_project", config.EmbeddingSize, config.HiddenSize),
        };
    }
}
