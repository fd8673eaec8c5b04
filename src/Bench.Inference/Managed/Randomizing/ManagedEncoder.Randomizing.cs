using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Encoders with parts of their weights drawn anew.</summary>
public sealed partial class ManagedEncoder
{
    private readonly RandomTwins<PackedEncoder, ManagedEncoder> _twins;
    private ManagedEncoder? _parent;

    private bool IsDisposed => _disposed || _parent?.IsDisposed == true;

    /// <inheritdoc/>
    public IModel Randomized(int first, int count, ulong seed)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _twins.Of(first, count, seed) ?? this;
    }

    private ManagedEncoder Mixture(EncoderWeights weights, PackedEncoder twin, int first, int count, string randomized)
    {
        var mixed = new PackedEncoder(_model, twin, part => part >= first && part < first + count);
        return new ManagedEncoder(Info.Name, _config, weights, mixed, _options)
        {
            _parent = this,
            Info = Info with { Randomized = randomized },
        };
    }
}
