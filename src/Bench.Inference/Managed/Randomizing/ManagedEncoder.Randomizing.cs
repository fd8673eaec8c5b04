using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Encoders with parts of their weights drawn anew. All of one seed share one random twin and the weights of this encoder, so that a whole
/// cascade takes the memory of two models.
/// </summary>
public sealed partial class ManagedEncoder
{
    // More seeds than this at a time would multiply the memory; the one used longest ago makes room.
    private const int MostTwins = 2;

    private readonly Lock _twinGate = new();
    private readonly List<Twin> _twins = [];
    private ManagedEncoder? _parent;

    /// <inheritdoc/>
    public int RandomizableLayers => _model.Parts;

    private bool IsDisposed => _disposed || _parent?.IsDisposed == true;

    /// <inheritdoc/>
    public IModel Randomized(int first, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, RandomizableLayers);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (count == 0)
        {
            return this;
        }

        lock (_twinGate)
        {
            Twin twin = TwinOf(seed);
            if (!twin.Encoders.TryGetValue((first, count), out ManagedEncoder? encoder))
            {
                var mixed = new PackedEncoder(_model, twin.Packed, part => part >= first && part < first + count);
                encoder = new ManagedEncoder(Info.Name, _config, RandomTwin.Mix(_weights, twin.Weights, first, count), mixed, _options)
                {
                    _parent = this,
                };
                twin.Encoders.Add((first, count), encoder);
            }

            return encoder;
        }
    }

    private Twin TwinOf(ulong seed)
    {
        int known = _twins.FindIndex(twin => twin.Seed == seed);
        Twin used;
        if (known >= 0)
        {
            used = _twins[known];
            _twins.RemoveAt(known);
        }
        else
        {
            EncoderWeights weights = RandomTwin.Draw(_weights, seed);
            used = new Twin(seed, weights, new PackedEncoder(_config, weights, _model.Kernels), []);
            if (_twins.Count == MostTwins)
            {
                // Not disposed: a call may still be using it. The finalizers of its memory run when the last has let go.
                _twins.RemoveAt(0);
            }
        }

        _twins.Add(used);
        return used;
    }

    private void DisposeTwins()
    {
        lock (_twinGate)
        {
            foreach (Twin twin in _twins)
            {
                foreach (ManagedEncoder encoder in twin.Encoders.Values)
                {
                    encoder.Dispose();
                }

                twin.Packed.Dispose();
            }

            _twins.Clear();
        }
    }

    private sealed record Twin(ulong Seed, EncoderWeights Weights, PackedEncoder Packed, Dictionary<(int First, int Count), ManagedEncoder> Encoders);
}
