namespace Bench.Inference;

/// <summary>BERT (Devlin et al. 2019): head = pooler (dense, tanh), then the classifier.</summary>
internal sealed class BertArchitecture : IArchitecture
{
    public IReadOnlyList<string> Names => TaskHeads.Names("Bert");

    public EncoderConfig ReadConfig(string name, ConfigFile config) => BertFamily.ReadConfig(name, config);

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights) => BertFamily.ReadWeights(
        config,
        weights,
        "bert",
        TaskHeads.Read(config, weights, () => new ClassificationHead(
            weights.Linear("bert.pooler.dense", config.HiddenSize, config.HiddenSize),
            HiddenActivation.Tanh,
            weights.Classifier("classifier", config))));
}
