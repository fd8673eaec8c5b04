using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>The forward pass; autograd follows it back where the embeddings ask for a gradient.</summary>
/// <remarks>Each step has a dispose scope of its own, so that without autograd no layer's activations outlive the layer.</remarks>
internal sealed class EncoderPass : IDisposable
{
    private readonly Activation _activation = new();
    private readonly DeviceEncoder _model;
    private readonly HeadPass _head;
    private readonly StagedPass? _staged;
    private readonly bool _firstSuffices;

    public EncoderPass(DeviceEncoder model, EncoderConfig config)
    {
        _model = model;
        Embedding = new EmbeddingPass(model.Embeddings);
        Layer = new LayerPass(config, _activation);
        _head = new HeadPass(model.Head, config, _activation);
        _staged = config.Stages.IsEmpty ? null : new StagedPass(model, config, _activation);
        AttentionPlan attention = config.Attention;
        _firstSuffices = config.Head == HeadKind.Sequence && config.Pooling == Pooling.First && model.Embeddings.Decoder is null
            && !attention.Causal && attention.ReachOf(config.Layers - 1) is null && attention.Rotary.IsEmpty && attention.Relative is null
            && model.Layers[^1].Convolution is null;
    }

    public EmbeddingPass Embedding { get; }

    public LayerPass Layer { get; }

    /// <summary>Takes word embeddings to logits.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="words">Word embeddings [B, n, E].</param>
    /// <param name="maps">Receives every layer's attention maps [B, H, n, n], where asked for.</param>
    /// <returns>Logits [B, C], or [B, n, C] where the head reads every token.</returns>
    public TorchTensor Logits(PaddedBatch batch, TorchTensor words, List<TorchTensor>? maps = null)
    {
        TorchTensor hidden = Embedding.Forward(batch, words);
        TokenPlaces places = batch.Places;
        if (_staged is not null)
        {
            return _head.Logits(_staged.Run(hidden), places, batch.Reads);
        }

        (TorchTensor Output, AttentionMask Mask)? encoder = null;
        for (int layer = 0; layer < _model.Layers.Length; layer++)
        {
            if (layer == _model.Embeddings.Decoder?.FirstLayer)
            {
                encoder = (hidden, AttentionMask.Of(_model, places.Visible));
                hidden = Embedding.ForwardDecoder(batch, words);
                places = batch.Decoder!.Places;
            }

            // The last layer need not compute the tokens that the head does not read, unless their attention is asked for.
            bool firstOnly = maps is null && _firstSuffices && layer == _model.Layers.Length - 1;
            TorchTensor next = Layer.Run(_model.Layers[layer], layer, places, hidden, firstOnly, encoder, maps);
            if (!ReferenceEquals(hidden, encoder?.Output))
            {
                hidden.Dispose();
            }

            hidden = next;
        }

        TorchTensor logits = _head.Logits(hidden, places, batch.Reads);
        return batch.Decoder?.Slots is { } slots
            ? logits.reshape(-1, logits.shape[2]).index_select(0, slots).view(batch.Count, batch.Length, logits.shape[2])
            : logits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _staged?.Dispose();
        _activation.Dispose();
    }
}
