namespace Bench.Inference;

/// <summary>
/// RoBERTa (Liu et al. 2019): positions are counted from the padding id + 1; head = dense, tanh, output. XLM-RoBERTa and CamemBERT
/// are the same computation under other names, down to the tensor names.
/// </summary>
internal sealed class RobertaArchitecture : IArchitecture
{
    private static readonly MaskedHead _masked = new("lm_head.dense", "lm_head.layer_norm", "lm_head.decoder", "lm_head.bias");

    public IReadOnlyList<string> Names => TaskHeads.MaskedNames("Roberta", "XLMRoberta", "Camembert");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        EncoderConfig common = BertFamily.ReadConfig(name, config, padTokenId: 1);
        EncoderConfig roberta = common with { FirstPosition = common.PadTokenId + 1 };
        return roberta.MaxLength > 0
            ? roberta
            : throw config.Error(
                "max_position_embeddings",
                $"{common.MaxPositions} positions leave none after the padding id {common.PadTokenId}",
                "Mend the configuration");
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights) => BertFamily.ReadWeights(
        config,
        weights,
        "roberta",
        words => config.PredictsTokens
            ? _masked.Read(config, file, weights, words, HiddenActivation.Gelu)
            : TaskHeads.Read(config, weights, () => new ClassificationHead(
                weights.Linear("classifier.dense", config.HiddenSize, config.HiddenSize),
                HiddenActivation.Tanh,
                weights.Classifier("classifier.out_proj", config))));
}
