using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>The encoder's forward pass; autograd follows it back where the embeddings ask for a gradient.</summary>
/// <remarks>Each step has a dispose scope of its own, so that without autograd no layer's activations outlive the layer.</remarks>
internal sealed class EncoderPass(DeviceEncoder model, EncoderConfig config) : IDisposable
{
    private readonly Activation _activation = new();

    private bool HeadReadsAll => config.Head != HeadKind.Sequence;

    /// <summary>Takes word embeddings to logits.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="words">Word embeddings [B, n, E].</param>
    /// <param name="maps">Receives every layer's attention maps [B, H, n, n], where asked for.</param>
    /// <returns>Logits [B, C], or [B, n, C] where the head reads every token.</returns>
    public TorchTensor Logits(PaddedBatch batch, TorchTensor words, List<TorchTensor>? maps = null)
    {
        TorchTensor hidden = Embed(batch, words);
        for (int layer = 0; layer < model.Layers.Length; layer++)
        {
            // Where the head reads the first token only, the last layer need not compute the others, unless their attention is asked for.
            bool firstOnly = maps is null && !HeadReadsAll && layer == model.Layers.Length - 1;
            TorchTensor next = Layer(model.Layers[layer], batch, hidden, firstOnly, maps);
            hidden.Dispose();
            hidden = next;
        }

        return Head(hidden);
    }

    /// <summary>Word embeddings with what is added to them, normalised and projected: the first layer's input [B, n, hidden].</summary>
    public TorchTensor Embed(PaddedBatch batch, TorchTensor words)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchTensor normal = model.EmbeddingNorm.Apply(words.add(batch.Added));
        return (model.Projection?.Apply(normal) ?? normal).MoveToOuterDisposeScope();
    }

    /// <summary>Values of all heads [B, H, n, d].</summary>
    public TorchTensor Values(DeviceLayer layer, TorchTensor hidden) => Heads(layer.Value.Apply(hidden));

    /// <summary>Attention maps of a layer [B, H, queries, n].</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="queries">States that ask [B, queries, hidden].</param>
    /// <param name="hidden">States that are asked [B, n, hidden].</param>
    public TorchTensor Attention(DeviceLayer layer, PaddedBatch batch, TorchTensor queries, TorchTensor hidden)
    {
        TorchTensor scores = Heads(layer.Query.Apply(queries)).matmul(Heads(layer.Key.Apply(hidden)).transpose(-2, -1));
        return (batch.Mask is { } mask ? scores.add(mask) : scores).softmax(-1);
    }

    /// <summary>Joins the heads' mixed values: [B, H, n, d] to [B, n, hidden].</summary>
    public TorchTensor Joined(TorchTensor heads)
    {
        long[] shape = heads.shape;
        return heads.transpose(1, 2).contiguous().view(shape[0], shape[2], config.HiddenSize);
    }

    /// <summary>The layer from the mixed values on: attention output, residual, feed-forward part.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">States before the layer [.., hidden].</param>
    /// <param name="context">Mixed values [.., hidden].</param>
    public TorchTensor FeedForward(DeviceLayer layer, TorchTensor input, TorchTensor context)
    {
        TorchTensor attended = layer.AttentionNorm.Apply(input.add(layer.AttentionOutput.Apply(context)));
        TorchTensor inner = _activation.Apply(layer.Intermediate.Apply(attended), config.Activation);
        return layer.OutputNorm.Apply(attended.add(layer.Output.Apply(inner)));
    }

    /// <inheritdoc/>
    public void Dispose() => _activation.Dispose();

    private TorchTensor Layer(DeviceLayer layer, PaddedBatch batch, TorchTensor hidden, bool firstOnly, List<TorchTensor>? maps)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchTensor queries = firstOnly ? hidden.narrow(1, 0, 1) : hidden;
        TorchTensor weights = Attention(layer, batch, queries, hidden);
        maps?.Add(weights.MoveToOuterDisposeScope());
        TorchTensor context = Joined(weights.matmul(Values(layer, hidden)));
        return FeedForward(layer, queries, context).MoveToOuterDisposeScope();
    }

    private TorchTensor Head(TorchTensor hidden)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchTensor read = HeadReadsAll ? hidden : hidden.select(1, 0);
        if (model.HeadDense is { } dense)
        {
            read = _activation.Apply(dense.Apply(read), model.HeadActivation);
        }

        return model.HeadOutput.Apply(read).MoveToOuterDisposeScope();
    }

    // [B, n, hidden] to [B, H, n, d].
    private TorchTensor Heads(TorchTensor states) =>
        states.view(states.shape[0], states.shape[1], config.Heads, config.HeadSize).transpose(1, 2);
}
