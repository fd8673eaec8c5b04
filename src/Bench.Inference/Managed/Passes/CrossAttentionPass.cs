namespace Bench.Inference;

/// <summary>
/// A decoder's attention to the encoder's output, in place on the hidden states: h = norm(h + attention(h, encoder's output)); and the
/// chain rule back, in place on the gradient by the hidden states, added to that by the encoder's output.
/// </summary>
internal sealed unsafe class CrossAttentionPass(PackedEncoder model, Dimensions dimensions, AttentionPass attention)
{
    private readonly KernelSet _kernels = model.Kernels;

    /// <summary>Attends.</summary>
    public void Forward(ChunkRun run, PackedLayer layer, in KeptLayer kept)
    {
        Workspace workspace = run.Workspace;
        PackedCross cross = layer.Cross!;
        Matrix hidden = workspace.Hidden;
        int tokens = run.Chunk.Tokens;
        _kernels.Apply(cross.Query, hidden, tokens, run.CrossQuery(kept));
        _kernels.Apply(cross.KeyValue, workspace.EncoderOutput, tokens, run.CrossKeyValue(kept));
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            attention.Forward(layer, run.CrossAttentionOf(i, kept), workspace.Attention, default);
        }

        _kernels.ApplyOnto(cross.Output, workspace.Context, tokens, hidden);
        _kernels.Normalize(
            hidden.Data, hidden.Stride, tokens, cross.Norm.Weights, cross.Output.Bias(), kept.CrossNormal.Data, kept.CrossInverse);
    }

    /// <summary>The chain rule.</summary>
    public void Backward(ChunkRun run, PackedLayer layer, in KeptLayer kept)
    {
        Workspace workspace = run.Workspace;
        PackedCross cross = layer.Cross!;
        Matrix gradient = workspace.Gradient, all = workspace.QueryKeyValueGradient, encoder = workspace.EncoderGradient;
        int tokens = run.Chunk.Tokens, queries = dimensions.Queries;
        _kernels.NormalizeBackward(
            gradient.Data, gradient.Stride, tokens, cross.Norm.Weights, kept.CrossNormal.Data, kept.CrossInverse);
        _kernels.ApplyBackward(cross.Output, gradient, tokens, default, workspace.Context);
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            Matrix own = all.From(run.Sequences[i].Start, 0);
            attention.Backward(
                layer,
                run.CrossAttentionOf(i, kept),
                workspace.Attention,
                own,
                own.From(0, queries),
                own.From(0, queries + dimensions.Keys),
                default);
        }

        _kernels.ApplyBackward(cross.Query, all, tokens, gradient, gradient);
        _kernels.ApplyBackward(cross.KeyValue, all.From(0, queries), tokens, encoder, encoder);
    }
}
