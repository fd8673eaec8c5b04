using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Estimates what rows take on the device, so that batches fit.</summary>
internal sealed class ActivationSizes(EncoderConfig config, EncoderWeights weights, TorchOptions options, torch.Device device)
{
    private readonly bool _gated = weights.Layers.Any(layer => layer.Gate is not null);
    private readonly bool _onProcessor = device.type == DeviceType.CPU;

    /// <summary>How large a batch may be.</summary>
    /// <param name="backward">Whether all layers' activations are kept for a backward pass.</param>
    /// <param name="maps">Whether attention maps are kept for the answer.</param>
    public BatchLimits Limits(bool backward, bool maps) => new(
        options.BatchTokens ?? (_onProcessor ? 1024 : 16384),
        options.ActivationBytes ?? (_onProcessor ? 512L << 20 : 4L << 30),
        tokens => Bytes(tokens, backward, maps));

    // Counted from the operations: ten states, three feed-forward tensors (five with a gate), four sets of attention weights a layer and
    // two for each term by distance.
    private long Bytes(int tokens, bool backward, bool maps)
    {
        if (!config.Stages.IsEmpty)
        {
            long[] stages = [.. config.Stages.Select(stage => stage.Windows * (long)stage.WindowStates
                * ((10L * stage.HiddenSize) + (3L * stage.IntermediateSize) + (4L * stage.Heads * stage.WindowStates)))];
            return Size * (backward ? config.Stages.Zip(stages, (stage, layer) => stage.Layers * layer).Sum() : 2 * stages.Max());
        }

        long n = tokens;
        long attention = config.Heads * n * n;
        long sets = 4 + (config.Attention.Relative is null ? 0 : 4);
        long inner = (_gated ? 5L : 3L) * config.IntermediateSize;
        long layer = (n * ((10L * Math.Max(config.HiddenSize, config.QueryWidth)) + inner)) + (sets * attention);
        long kept = (backward ? config.Layers : 2) * layer;
        long answers = maps ? (backward ? 2 : 1) * config.Layers * attention : 0;
        long vocabulary = config.PredictsTokens ? (config.Head == HeadKind.Sequence ? 1 : n) * config.VocabularySize : 0;
        return Size * (kept + answers + vocabulary);
    }

    private long Size => options.Precision is CorePrecision.Single or CorePrecision.Tf32 ? 4 : 2;
}
