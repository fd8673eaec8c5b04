namespace Bench.Inference;

/// <summary>
/// DeBERTa v2 and v3 (He et al. 2021, 2023): BERT's layers with disentangled attention over logarithmic buckets of distances, and in
/// v2-xlarge a convolution beside the first layer; head = dense, activation, classifier.
/// </summary>
internal sealed class DebertaV2Architecture : IArchitecture
{
    public IReadOnlyList<string> Names => TaskHeads.Names("DebertaV2");

    public EncoderConfig ReadConfig(string name, ConfigFile config)
    {
        EncoderConfig common = DebertaFamily.ReadConfig(name, config, new DebertaDefaults(128100, 1536, 24, 24, 6144));
        if (common.Attention.Relative is not DebertaPositions positions)
        {
            return common;
        }

        int buckets = Math.Max(0, config.WholeNumber("position_buckets", -1, int.MaxValue, -1));
        if (buckets > 0 && positions.Farthest - 1 <= buckets / 2 && common.MaxPositions - 1 > buckets / 2)
        {
            throw config.Error(
                "position_buckets",
                $"{buckets} buckets, exact up to {buckets / 2}, leave none for farther ones of {positions.Farthest} distances",
                "Supported: max_relative_positions of more than half of the buckets, or no buckets");
        }

        return common with { Attention = common.Attention with { Relative = positions with { Buckets = buckets } } };
    }

    public EncoderWeights ReadWeights(EncoderConfig config, ConfigFile file, WeightReader weights) =>
        DebertaFamily.ReadWeights(config, file, weights, (layer, terms) => ReadAttention(config, file, weights, layer, terms)) is var read
            && file.WholeNumber("conv_kernel_size", 0, 99, 0) is > 0 and var kernel
                ? read with
                {
                    Layers = read.Layers.SetItem(0, read.Layers[0] with { Convolution = ReadConvolution(config, file, weights, kernel) }),
                }
                : read;

    private static DebertaAttention ReadAttention(
        EncoderConfig config, ConfigFile file, WeightReader weights, string layer, DebertaTerms terms)
    {
        int hidden = config.HiddenSize;
        Linear Map(string name) => weights.Linear($"{layer}.attention.self.{name}", hidden, hidden);
        Linear query = Map("query_proj"), key = Map("key_proj");
        bool shared = file.Flag("share_att_key", false);
        return new DebertaAttention(
            query,
            key,
            Map("value_proj"),
            !terms.ContentToPosition ? null : shared ? key : Map("pos_key_proj"),
            !terms.PositionToContent ? null : shared ? query : Map("pos_query_proj"));
    }

    private static ConvolutionWeights ReadConvolution(EncoderConfig config, ConfigFile file, WeightReader weights, int kernel)
    {
        const string Groups = "conv_groups";
        if (kernel % 2 == 0 || file.WholeNumber(Groups, 1, int.MaxValue, 1) != 1)
        {
            throw file.Error(
                $"conv_kernel_size, {Groups}", "A convolution with groups or of even width is not supported",
                "Supported: odd widths, 1 group");
        }

        int hidden = config.HiddenSize;
        ReadOnlySpan<float> all = weights.Tensor("deberta.encoder.conv.conv.weight", hidden, hidden, kernel).Span;
        var bias = weights.Tensor("deberta.encoder.conv.conv.bias", hidden);
        var taps = new Linear[kernel];
        for (int tap = 0; tap < kernel; tap++)
        {
            float[] map = new float[hidden * hidden];
            for (int i = 0; i < map.Length; i++)
            {
                map[i] = all[(i * kernel) + tap];
            }

            taps[tap] = new Linear(new(map, new(hidden, hidden)), tap == 0 ? bias : WeightReader.Zeros(hidden));
        }

        return new ConvolutionWeights(
            [.. taps], file.Activation("conv_act", HiddenActivation.Tanh), weights.Norm("deberta.encoder.conv.LayerNorm", hidden));
    }
}
