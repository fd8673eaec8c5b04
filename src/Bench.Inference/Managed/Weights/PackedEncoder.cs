using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>All weights of a model, packed for one set of kernels. Word embeddings stay where they are.</summary>
internal sealed class PackedEncoder : IDisposable
{
    private readonly PackedLayer[] _distinctLayers;
    private int _backwardReady;

    public PackedEncoder(EncoderConfig config, EncoderWeights weights, KernelSet kernels)
    {
        Config = config;
        Kernels = kernels;
        Words = weights.Words;
        Positions = new PackedTable(weights.Positions);
        Types = weights.Types is { } types ? new PackedTable(types) : null;
        EmbeddingNorm = new PackedNorm(weights.EmbeddingNorm, config.LayerNormEpsilon);
        Projection = weights.Projection is { } projection ? new PackedLinear(kernels.PanelWidth, 1, projection) : null;
        HeadDense = weights.Head.Dense is { } dense ? new PackedLinear(kernels.PanelWidth, 1, dense) : null;
        HeadActivation = weights.Head.DenseActivation;
        HeadOutput = new PackedLinear(kernels.PanelWidth, 1, weights.Head.Output);

        // Layers that share weights are packed once.
        LayerWeights[] distinct = [.. weights.Layers.Distinct(ReferenceEqualityComparer.Instance).Cast<LayerWeights>()];
        _distinctLayers = new PackedLayer[distinct.Length];
        Parallel.For(0, distinct.Length, i => _distinctLayers[i] = new PackedLayer(distinct[i], config, kernels.PanelWidth));
        Layers = [.. weights.Layers.Select(layer => _distinctLayers[Array.FindIndex(distinct, other => ReferenceEquals(other, layer))])];
    }

    public EncoderConfig Config { get; }

    public KernelSet Kernels { get; }

    /// <summary>Word embeddings [V, E], as opened.</summary>
    public Tensor Words { get; }

    public PackedTable Positions { get; }

    public PackedTable? Types { get; }

    public PackedNorm EmbeddingNorm { get; }

    public PackedLinear? Projection { get; }

    /// <summary>The layers in order.</summary>
    public PackedLayer[] Layers { get; }

    public PackedLinear? HeadDense { get; }

    public HiddenActivation HeadActivation { get; }

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
        Positions.Dispose();
        Types?.Dispose();
        EmbeddingNorm.Dispose();
        Projection?.Dispose();
        HeadDense?.Dispose();
        HeadOutput.Dispose();
        foreach (PackedLayer layer in _distinctLayers)
        {
            layer.Dispose();
        }
    }
}
