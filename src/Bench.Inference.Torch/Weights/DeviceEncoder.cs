namespace Bench.Inference.Torch;

/// <summary>All weights of a model on one device, uploaded once. Parts can be exchanged: embeddings, distinct layers, head.</summary>
internal sealed class DeviceEncoder : IDisposable
{
    private readonly WeightUpload? _upload;
    private readonly DeviceLayer[] _distinctLayers;
    private readonly RotaryTable[] _tables;

    /// <summary>Uploads the weights of a plan.</summary>
    /// <param name="config">The model's configuration.</param>
    /// <param name="weights">Its weights; not needed afterwards.</param>
    /// <param name="device">Where to.</param>
    /// <param name="type">In which format.</param>
    public DeviceEncoder(EncoderConfig config, EncoderWeights weights, torch.Device device, torch.ScalarType type)
    {
        WeightUpload upload = _upload = new WeightUpload(config, device, type);
        Device = device;
        Type = type;
        TorchTensor? words = config.Picture is null ? upload.Table(weights.Words) : null;
        Embeddings = new DeviceEmbeddings(
            words,
            upload.Table(weights.Places),
            upload.Table(weights.Positions),
            upload.Table(weights.Types),
            upload.MaybeNorm(weights.EmbeddingNorm),
            upload.MaybeLinear(weights.Projection),
            upload.MaybeNorm(weights.ProjectionNorm),
            weights.Decoder is not { } decoder ? null : new DeviceDecoder(
                decoder.FirstLayer,
                upload.Keep(words!.narrow(0, decoder.StartId, 1)),
                upload.Table(decoder.Positions),
                upload.Norm(decoder.EmbeddingNorm)));

        // Layers that share weights are uploaded once.
        LayerWeights[] distinct = [.. weights.Layers.Distinct(ReferenceEqualityComparer.Instance).Cast<LayerWeights>()];
        _distinctLayers = [.. distinct.Select((layer, i) =>
            upload.Layer(layer, config, config.Stages.LastOrDefault(stage => stage.FirstLayer <= i)))];
        Layers = [.. weights.Layers.Select(layer => _distinctLayers[Array.FindIndex(distinct, other => ReferenceEquals(other, layer))])];
        Head = new DeviceHead(
            upload.MaybeNorm(weights.FinalNorm),
            upload.MaybeLinear(weights.Head.Dense),
            weights.Head.DenseActivation,
            upload.MaybeNorm(weights.Head.Norm),
            upload.Linear(weights.Head.Output));
        Distances = config.Attention.Relative is { } relative ? new DistanceTable(relative, config.MaxLength, upload) : null;
        Rotary[] rotaries = [.. config.Attention.Rotary.Distinct()];
        _tables = [.. rotaries.Select(rotary => new RotaryTable(rotary, config.HeadSize, device, type))];
        Rotaries = [.. config.Attention.Rotary.Select(rotary => _tables[Array.IndexOf(rotaries, rotary)])];
    }

    /// <summary>Puts a model together from the parts of two others, which must outlive it: nothing is copied.</summary>
    /// <param name="model">One model.</param>
    /// <param name="twin">A model of the same shapes, on the same device.</param>
    /// <param name="isTwins">Whether a part comes from the twin: 0 for the embeddings, then the distinct layers, then the head.</param>
    public DeviceEncoder(DeviceEncoder model, DeviceEncoder twin, Func<int, bool> isTwins)
    {
        Device = model.Device;
        Type = model.Type;
        _tables = [];
        Embeddings = isTwins(0) ? twin.Embeddings : model.Embeddings;
        _distinctLayers = [.. model._distinctLayers.Select((layer, i) => isTwins(1 + i) ? twin._distinctLayers[i] : layer)];
        int Place(DeviceLayer layer) => Array.FindIndex(model._distinctLayers, own => ReferenceEquals(own, layer));
        Layers = [.. model.Layers.Select(layer => _distinctLayers[Place(layer)])];
        Head = isTwins(model.Parts - 1) ? twin.Head : model.Head;
        Distances = model.Distances;
        Rotaries = model.Rotaries;
    }

    /// <summary>Number of parts.</summary>
    public int Parts => _distinctLayers.Length + 2;

    /// <summary>Where the weights are.</summary>
    public torch.Device Device { get; }

    public DeviceEmbeddings Embeddings { get; }

    /// <summary>The layers in order.</summary>
    public DeviceLayer[] Layers { get; }

    public DeviceHead Head { get; }

    /// <summary>Which row of a layer's table belongs to a distance, in models whose scores hang on distances.</summary>
    public DistanceTable? Distances { get; }

    /// <summary>How each layer rotates queries and keys; empty where none does.</summary>
    public RotaryTable[] Rotaries { get; }

    /// <summary>The format of the weights.</summary>
    public torch.ScalarType Type { get; }

    /// <summary>Numbers in the format of the weights.</summary>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">The extents.</param>
    public TorchTensor Numbers(ReadOnlySpan<float> values, params long[] shape) => TorchApi.Upload(values, Type, Device, shape);

    /// <summary>A tensor in the format of the weights.</summary>
    public TorchTensor Numbers(TorchTensor values) => values.to(Type);

    /// <inheritdoc/>
    public void Dispose()
    {
        _upload?.Dispose();
        foreach (RotaryTable table in _tables)
        {
            table.Dispose();
        }
    }
}
