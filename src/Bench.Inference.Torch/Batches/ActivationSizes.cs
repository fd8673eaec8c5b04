namespace Bench.Inference.Torch;

/// <summary>Estimates what rows take on the device, so that batches fit.</summary>
internal sealed class ActivationSizes(EncoderConfig config, TorchOptions options, torch.Device device)
{
    private readonly bool _onProcessor = device.type == DeviceType.CPU;

    /// <summary>How large a batch may be.</summary>
    /// <param name="backward">Whether all layers' activations are kept for a backward pass.</param>
    /// <param name="maps">Whether attention maps are kept for the answer.</param>
    public BatchLimits Limits(bool backward, bool maps) => new(
        options.BatchTokens ?? (_onProcessor ? 1024 : 16384),
        options.ActivationBytes ?? (_onProcessor ? 512L << 20 : 4L << 30),
        tokens => Bytes(tokens, backward, maps));

    // Counted from the operations: ten states, three feed-forward tensors and four sets of attention weights a layer.
    private long Bytes(int tokens, bool backward, bool maps)
    {
        long n = tokens;
        long attention = config.Heads * n * n;
        long layer = (n * ((10L * config.HiddenSize) + (3L * config.IntermediateSize))) + (4 * attention);
        long kept = (backward ? config.Layers : 2) * layer;
        long answers = maps ? (backward ? 2 : 1) * config.Layers * attention : 0;
        return (options.Precision == CorePrecision.Single ? 4 : 2) * (kept + answers);
    }
}
