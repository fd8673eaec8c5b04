using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Brings weights to a device in one format, and owns them.</summary>
/// <param name="config">The model's configuration.</param>
/// <param name="device">Where to.</param>
/// <param name="type">In which format.</param>
internal sealed class WeightUpload(EncoderConfig config, torch.Device device, torch.ScalarType type) : IDisposable
{
    private readonly List<TorchTensor> _owned = [];

    public torch.Device Device => device;

    public TorchTensor Table(Tensor host) =>
        Keep(TorchApi.Upload(host.Span, type, device, [.. Enumerable.Range(0, host.Shape.Rank).Select(axis => (long)host.Shape[axis])]));

    public TorchTensor? Table(Tensor? host) => host is { } table ? Table(table) : null;

    public DeviceLinear Linear(Linear linear) => new(Table(linear.Weight), Table(linear.Bias));

    public DeviceLinear? MaybeLinear(Linear? linear) => linear is null ? null : Linear(linear);

    public DeviceNorm Norm(LayerNorm norm) =>
        new(Table(norm.Weight), Table(norm.Bias), norm.Epsilon ?? config.LayerNormEpsilon, config.RootMeanSquare);

    public DeviceNorm? MaybeNorm(LayerNorm? norm) => norm is null ? null : Norm(norm);

    /// <summary>Another upload to the same place, for weights that something is computed of and that need not stay.</summary>
    public WeightUpload Passing() => new(config, device, type);

    /// <summary>Takes a tensor out of the caller's dispose scope: weights live as long as the model.</summary>
    public TorchTensor Keep(TorchTensor tensor)
    {
        _owned.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TorchTensor tensor in _owned)
        {
            tensor.Dispose();
        }

        _owned.Clear();
    }
}
