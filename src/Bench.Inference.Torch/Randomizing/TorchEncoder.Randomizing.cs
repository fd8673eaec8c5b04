using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Encoders with parts of their weights drawn anew, on the same device.</summary>
public sealed partial class TorchEncoder
{
    private readonly RandomTwins<DeviceEncoder, TorchEncoder> _twins;
    private TorchEncoder? _parent;

    private bool IsDisposed => _disposed || _parent?.IsDisposed == true;

    /// <inheritdoc/>
    public IModel Randomized(int first, int count, ulong seed)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _twins.Of(first, count, seed) ?? this;
    }

    private TorchEncoder Mixture(EncoderWeights weights, DeviceEncoder twin, int first, int count, string randomized)
    {
        var mixed = new DeviceEncoder(_model, twin, part => part >= first && part < first + count);
        return new TorchEncoder(Info with { Randomized = randomized }, _config, weights, _options, mixed, _turn) { _parent = this };
    }
}
