namespace Bench.Inference;

/// <summary>BERT (Devlin et al. 2019): head = pooler (dense, tanh), then the classifier.</summary>
internal sealed class BertArchitecture : IArchitecture
{
    private static readonly MaskedHead _masked = new(
        "cls.predictions.transform.dense", "cls.predictions.transform.LayerNorm", "cls.predictions.decoder", "cls.predictions.bias");

    public IReadOnlyList<string> Names => TaskHeads.MaskedNames("Bert");

    public EncoderConfig ReadConfig(string name, ConfigFile config) => BertFamily.ReadConfig(name, config);

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights) => BertFamily.ReadWeights(
        config,
        weights,
        "bert",
        words => config.PredictsTokens
            ? _masked.Read(config, file, weights, words, config.Activation)
            : TaskHeads.Read(config, weights, () => new ClassificationHead(
                weights.Linear("bert.pooler.dense", config.HiddenSize, config.HiddenSize),
                HiddenActivation.Tanh,
                weights.Classifier("classifier", config))));
}
