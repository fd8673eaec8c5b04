using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>All weights of a model on one device, uploaded once. Parts can be exchanged one by one: embeddings, distinct layers, head.</summary>
internal sealed class DeviceEncoder : IDisposable
{
    private readonly List<TorchTensor> _owned = [];
    private readonly torch.ScalarType _type;
    private readonly DeviceLayer[] _distinctLayers;

    /// <summary>Uploads the weights of a plan that <see cref="PlanCheck"/> lets pass.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">Its weights; not needed afterwards.</param>
    /// <param name="device">Where to.</param>
    /// <param name="type">In which format.</param>
    public DeviceEncoder(EncoderConfig config, EncoderWeights weights, torch.Device device, torch.ScalarType type)
    {
        Device = device;
        _type = type;
        double epsilon = config.LayerNormEpsilon;
        Words = Upload(weights.Words);
        Positions = Upload(weights.Positions!.Value);
        Types = weights.Types is { } types ? Upload(types) : null;
        EmbeddingNorm = Upload(weights.EmbeddingNorm!, epsilon);
        Projection = weights.Projection is { } projection ? Upload(projection) : null;

        // Layers that share weights are uploaded once.
        var layers = new Dictionary<LayerWeights, DeviceLayer>(ReferenceEqualityComparer.Instance);
        foreach (LayerWeights layer in weights.Layers.Where(layer => !layers.ContainsKey(layer)))
        {
            layers.Add(layer, Upload(layer, 1 / MathF.Sqrt(config.HeadSize), epsilon));
        }

        Layers = [.. weights.Layers.Select(layer => layers[layer])];
        _distinctLayers = [.. Layers.Distinct(ReferenceEqualityComparer.Instance).Cast<DeviceLayer>()];
        HeadDense = weights.Head.Dense is { } dense ? Upload(dense) : null;
        HeadActivation = weights.Head.DenseActivation;
        HeadOutput = Upload(weights.Head.Output);
    }

    /// <summary>Puts a model together from the parts of two others, which must outlive it: nothing is copied.</summary>
    /// <param name="model">One model.</param>
    /// <param name="twin">A model of the same shapes, on the same device.</param>
    /// <param name="isTwins">Whether a part comes from the twin: 0 for the embeddings, then the distinct layers, then the head.</param>
    public DeviceEncoder(DeviceEncoder model, DeviceEncoder twin, Func<int, bool> isTwins)
    {
        DeviceEncoder embeddings = isTwins(0) ? twin : model;
        DeviceEncoder head = isTwins(model.Parts - 1) ? twin : model;
        Device = model.Device;
        _type = model._type;
        Words = embeddings.Words;
        Positions = embeddings.Positions;
        Types = embeddings.Types;
        EmbeddingNorm = embeddings.EmbeddingNorm;
        Projection = embeddings.Projection;
        _distinctLayers = [.. model._distinctLayers.Select((layer, i) => isTwins(1 + i) ? twin._distinctLayers[i] : layer)];
        Layers = [.. model.Layers.Select(layer => _distinctLayers[Array.FindIndex(model._distinctLayers, own => ReferenceEquals(own, layer))])];
        HeadDense = head.HeadDense;
        HeadActivation = head.HeadActivation;
        HeadOutput = head.HeadOutput;
    }

    /// <summary>Number of parts.</summary>
    public int Parts => _distinctLayers.Length + 2;

    /// <summary>Where the weights are.</summary>
    public torch.Device Device { get; }

    /// <summary>Word embeddings [V, E].</summary>
    public TorchTensor Words { get; }

    /// <summary>Position embeddings [P, E].</summary>
    public TorchTensor Positions { get; }

    /// <summary>Token-type embeddings [T, E], or <see langword="null"/>.</summary>
    public TorchTensor? Types { get; }

    public DeviceNorm EmbeddingNorm { get; }

    public DeviceLinear? Projection { get; }

    /// <summary>The layers in order.</summary>
    public DeviceLayer[] Layers { get; }

    public DeviceLinear? HeadDense { get; }

    public HiddenActivation HeadActivation { get; }

    public DeviceLinear HeadOutput { get; }

    /// <summary>Numbers in the format of the weights.</summary>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">The extents.</param>
    public TorchTensor Numbers(ReadOnlySpan<float> values, params long[] shape) => TorchApi.Upload(values, _type, Device, shape);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TorchTensor tensor in _owned)
        {
            tensor.Dispose();
        }

        _owned.Clear();
    }

    private DeviceLayer Upload(LayerWeights layer, float queryScale, double epsilon) => new(
        Upload(layer.Query, queryScale),
        Upload(layer.Key),
        Upload(layer.Value),
        Upload(layer.AttentionOutput),
        Upload(layer.AttentionNorm!, epsilon),
        Upload(layer.Intermediate),
        Upload(layer.Output),
        Upload(layer.OutputNorm, epsilon));

    private DeviceLinear Upload(Linear linear, float scale = 1) => new(Upload(linear.Weight, scale), Upload(linear.Bias, scale));

    private DeviceNorm Upload(LayerNorm norm, double epsilon) => new(Upload(norm.Weight), Upload(norm.Bias), epsilon);

    private TorchTensor Upload(Tensor host, float scale = 1)
    {
        ReadOnlySpan<float> values = host.Span;
        if (scale != 1)
        {
            float[] scaled = values.ToArray();
            for (int i = 0; i < scaled.Length; i++)
            {
                scaled[i] *= scale;
            }

            values = scaled;
        }

        TorchTensor tensor = Numbers(values, [.. Enumerable.Range(0, host.Shape.Rank).Select(axis => (long)host.Shape[axis])]);

        // Weights live as long as the model, whatever scope the caller has open.
        _owned.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
