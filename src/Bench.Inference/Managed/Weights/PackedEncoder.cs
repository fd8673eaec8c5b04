using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>All weights of a model, packed for one set of kernels. Word embeddings stay where they are.</summary>
internal sealed class PackedEncoder : IDisposable
{
    private readonly PackedLayer[] _distinctLayers;
    private readonly bool _owns = true;
    private int _backwardReady;

    public PackedEncoder(EncoderConfig config, EncoderWeights weights, KernelSet kernels)
    {
        Config = config;
        Kernels = kernels;
        Words = weights.Words;
        Places = weights.Places is { } places ? new PackedTable(places) : null;
        Positions = weights.Positions is { } positions ? new PackedTable(positions) : null;
        Types = weights.Types is { } types ? new PackedTable(types) : null;
        EmbeddingNorm = weights.EmbeddingNorm is { } norm ? new PackedNorm(norm, config) : null;
        Projection = weights.Projection is { } projection ? new PackedLinear(kernels.PanelWidth, 1, projection) : null;
        ProjectionNorm = weights.ProjectionNorm is { } projectionNorm ? new PackedNorm(projectionNorm, config) : null;
        HeadDense = weights.Head.Dense is { } dense ? new PackedLinear(kernels.PanelWidth, 1, dense) : null;
        HeadActivation = weights.Head.DenseActivation;
        HeadNorm = weights.Head.Norm is { } headNorm ? new PackedNorm(headNorm, config) : null;
        HeadOutput = new PackedLinear(kernels.PanelWidth, 1, weights.Head.Output);
        Decoder = weights.Decoder is { } decoder ? new PackedDecoder(decoder, config) : null;
        FinalNorm = weights.FinalNorm is { } finalNorm ? new PackedNorm(finalNorm, config) : null;
        Distances = config.Attention.Relative is { } relative ? new DistanceRows(relative, config.MaxLength) : null;
        Dictionary<Rotary,
            RotaryTable> tables = config.Attention.Rotary.Distinct().ToDictionary(r => r, r => new RotaryTable(r, config.HeadSize));
        Rotaries = [.. config.Attention.Rotary.Select(rotary => tables[rotary])];

        // Layers that share weights are packed once.
        LayerWeights[] distinct = [.. weights.Layers.Distinct(ReferenceEqualityComparer.Instance).Cast<LayerWeights>()];
        _distinctLayers = new PackedLayer[distinct.Length];
        Parallel.For(0, distinct.Length, i =>
            _distinctLayers[i] = new PackedLayer(
                distinct[i], config.OfLayer(i), kernels, config.Stages.LastOrDefault(stage => stage.FirstLayer <= i)));
        Layers = [.. weights.Layers.Select(layer => _distinctLayers[Array.FindIndex(distinct, other => ReferenceEquals(other, layer))])];
    }

    /// <summary>Puts a model together from the packed parts of two others, which must outlive it: nothing is copied.</summary>
    /// <param name="model">One model.</param>
    /// <param name="twin">A model of the same shapes.</param>
    /// <param name="isTwins">Whether a part comes from the twin: 0 for the embeddings, then the distinct layers, then the head.</param>
    public PackedEncoder(PackedEncoder model, PackedEncoder twin, Func<int, bool> isTwins)
    {
        PackedEncoder embeddings = isTwins(0) ? twin : model;
        PackedEncoder head = isTwins(model.Parts - 1) ? twin : model;
        _owns = false;
        Config = model.Config;
        Kernels = model.Kernels;
        Words = embeddings.Words;
        Places = embeddings.Places;
        Positions = embeddings.Positions;
        Types = embeddings.Types;
        EmbeddingNorm = embeddings.EmbeddingNorm;
        Projection = embeddings.Projection;
        ProjectionNorm = embeddings.ProjectionNorm;
        Decoder = embeddings.Decoder;
        HeadDense = head.HeadDense;
        HeadActivation = head.HeadActivation;
        HeadNorm = head.HeadNorm;
        HeadOutput = head.HeadOutput;
        FinalNorm = head.FinalNorm;
        Distances = model.Distances;
        Rotaries = model.Rotaries;
        _distinctLayers = [.. model._distinctLayers.Select((layer, i) => isTwins(1 + i) ? twin._distinctLayers[i] : layer)];
        Layers = [.. model.Layers.Select(layer => _distinctLayers[Array.IndexOf(model._distinctLayers, layer)])];
    }

    /// <summary>Parts that can be exchanged one by one: the embeddings, the distinct layers, the head.</summary>
    public int Parts => _distinctLayers.Length + 2;

    public EncoderConfig Config { get; }

    public KernelSet Kernels { get; }

    /// <summary>Word embeddings [V, E], as opened.</summary>
    public Tensor Words { get; }

    /// <summary>Added behind the projection, in models of pictures.</summary>
    public PackedTable? Places { get; }

    public PackedTable? Positions { get; }

    public PackedTable? Types { get; }

    public PackedNorm? EmbeddingNorm { get; }

    public PackedLinear? Projection { get; }

    public PackedNorm? ProjectionNorm { get; }

    /// <summary>The layers in order.</summary>
    public PackedLayer[] Layers { get; }

    /// <summary>Says which layers are a decoder, and how it embeds.</summary>
    public PackedDecoder? Decoder { get; }

    /// <summary>Normalises what the last layer gives; belongs to the head where weights are drawn anew.</summary>
    public PackedNorm? FinalNorm { get; }

    /// <summary>Which row of a layer's table of distances belongs to a distance.</summary>
    public DistanceRows? Distances { get; }

    /// <summary>How each layer rotates queries and keys; empty where none does.</summary>
    public RotaryTable[] Rotaries { get; }

    public PackedLinear? HeadDense { get; }

    public HiddenActivation HeadActivation { get; }

    public PackedNorm? HeadNorm { get; }

    public PackedLinear HeadOutput { get; }

    /// <summary>Packs the matrices of the backward pass, once.</summary>
    public void PrepareBackward()
    {
        if (Volatile.Read(ref _backwardReady) == 0)
        {
            Parallel.ForEach(_distinctLayers, layer => layer.PrepareBackward());
            Volatile.Write(ref _backwardReady, 1);
        }
    }

    public void Dispose()
    {
        if (!_owns)
        {
            return;
        }

        Places?.Dispose();
        Positions?.Dispose();
        Types?.Dispose();
        EmbeddingNorm?.Dispose();
        Projection?.Dispose();
        ProjectionNorm?.Dispose();
        HeadDense?.Dispose();
        HeadNorm?.Dispose();
        HeadOutput.Dispose();
        FinalNorm?.Dispose();
        Decoder?.Dispose();
        foreach (PackedLayer layer in _distinctLayers)
        {
            layer.Dispose();
        }
    }
}
