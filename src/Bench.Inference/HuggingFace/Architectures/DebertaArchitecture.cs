using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// DeBERTa (He et al. 2021), the first version: disentangled attention over plain distances; queries, keys and values come from one
/// matrix, head by head; keys have no bias.
/// </summary>
internal sealed class DebertaArchitecture : IArchitecture
{
    public IReadOnlyList<string> Names => TaskHeads.Names("Deberta");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        EncoderConfig common = DebertaFamily.ReadConfig(name, config, new DebertaDefaults(50265, 768, 12, 12, 3072));
        return common with { Attention = common.Attention with { ScoreTerms = DebertaFamily.ListedTerms(config) } };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights) =>
        DebertaFamily.ReadWeights(
            config, file, weights, (layer, terms) => ReadAttention(config, weights, $"{layer}.attention.self", terms));

    private static DebertaAttention ReadAttention(EncoderConfig config, WeightReader weights, string self, DebertaTerms terms)
    {
        int hidden = config.HiddenSize;
        Tensor all = weights.Tensor($"{self}.in_proj.weight", 3 * hidden, hidden);
        return new DebertaAttention(
            new Linear(Part(config, all, 0), weights.Tensor($"{self}.q_bias", hidden)),
            new Linear(Part(config, all, 1), WeightReader.Zeros(hidden)),
            new Linear(Part(config, all, 2), weights.Tensor($"{self}.v_bias", hidden)),
            terms.ContentToPosition ? weights.Linear($"{self}.pos_proj", hidden, hidden, biased: false) : null,
            terms.PositionToContent ? weights.Linear($"{self}.pos_q_proj", hidden, hidden) : null);
    }

    // Rows of one kind: each head has its queries, then its keys, then its values.
    private static Tensor Part(EncoderConfig config, Tensor all, int kind)
    {
        int head = config.HeadSize * config.HiddenSize;
        float[] rows = new float[config.Heads * head];
        for (int i = 0; i < config.Heads; i++)
        {
            all.Span.Slice(((3 * i) + kind) * head, head).CopyTo(rows.AsSpan(i * head, head));
        }

        return new Tensor(rows, new Shape(config.HiddenSize, config.HiddenSize));
    }
}
