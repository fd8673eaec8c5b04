using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What a forward pass costs.</summary>
public static class ForwardCost
{
    /// <summary>
    /// Floating-point operations, two per multiply-add, that a forward pass has to compute for a row: the linear maps and attention, the
    /// last layer for the tokens that the head reads, and the map to a vocabulary.
    /// </summary>
    /// <param name="weights">The model's parts.</param>
    /// <param name="config">The model's plan.</param>
    /// <param name="tokens">Tokens of the row, n.</param>
    public static double ForwardFlops(this EncoderWeights weights, EncoderConfig config, int tokens)
    {
        if (!config.Stages.IsEmpty)
        {
            return StagesFlops(config);
        }

        double n = tokens, hidden = config.HiddenSize;
        double sum = weights.Projection is null ? 0 : n * config.EmbeddingSize * hidden;
        bool one = config.Head == HeadKind.Sequence && config.Pooling != Pooling.Mean;
        for (int layer = 0; layer < weights.Layers.Length; layer++)
        {
            bool isLast = layer == weights.Layers.Length - 1;
            double queries = isLast && one ? 1 : n;
            sum += (n * PerKey(weights.Layers[layer], config)) + (queries * PerQuery(weights.Layers[layer], config, n));
            sum += Attention(weights, config, layer, tokens, queries);
        }

        return 2 * (sum + (config.PredictsTokens ? (one ? 1 : n) * hidden * config.VocabularySize : 0));
    }

    // Pairs within windows, padding included: it is attended to.
    private static double StagesFlops(EncoderConfig config)
    {
        double sum = (double)config.Stages[0].States * config.EmbeddingSize * config.Stages[0].HiddenSize;
        for (int s = 0; s < config.Stages.Length; s++)
        {
            WindowStage stage = config.Stages[s];
            double hidden = stage.HiddenSize, pairs = (double)stage.Windows * stage.WindowStates * stage.WindowStates;
            double maps = stage.States * ((4 * hidden * hidden) + (2 * hidden * stage.IntermediateSize));
            sum += stage.Layers * (maps + (2 * pairs * hidden));
            sum += s + 1 < config.Stages.Length ? stage.JoinedRows * stage.JoinedColumns * 4 * hidden * config.Stages[s + 1].HiddenSize : 0;
        }

        return 2 * sum;
    }

    private static double PerKey(LayerWeights layer, EncoderConfig config) =>
        (layer.Cross is null ? 2.0 : 4.0) * config.HiddenSize * config.KeyWidth;

    // The two products of every query and key that meet; the one query that a head reads may meet all keys of the reach on one side.
    private static double Attention(EncoderWeights weights, EncoderConfig config, int layer, int tokens, double queries)
    {
        bool causal = config.Attention.Causal || layer >= (weights.Decoder?.FirstLayer ?? int.MaxValue);
        long reach = Math.Min(config.Attention.ReachOf(layer) ?? int.MaxValue, tokens - 1);
        double oneSide = (reach * (double)tokens) - (reach * (reach + 1) / 2.0);
        double pairs = queries == 1 ? reach + 1 : tokens + (causal ? oneSide : 2 * oneSide);
        double cross = weights.Layers[layer].Cross is null ? 0 : queries * tokens;
        return 2 * (pairs + cross) * config.QueryWidth;
    }

    private static double PerQuery(LayerWeights layer, EncoderConfig config, double n)
    {
        double hidden = config.HiddenSize, queries = config.QueryWidth;
        double maps = layer.Gate is null ? 2 : 3;
        double distances = layer.Disentangled is { } terms
            ? ((terms.Key is null ? 0 : 1) + (terms.Query is null ? 0 : 1)) * Math.Min((2 * n) - 1, config.Attention.Relative!.Rows)
                * queries
            : 0;
        return ((layer.Cross is null ? 2 : 4) * hidden * queries) + distances
            + (maps * hidden * layer.Intermediate.Outputs) + ((layer.Convolution?.Taps.Length ?? 0) * hidden * hidden);
    }
}
