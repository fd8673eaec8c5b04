namespace Bench.Inference;

/// <summary>The chain rule of one encoder layer, in place on the gradient by its output.</summary>
internal sealed unsafe class LayerBackward(PackedEncoder model, Dimensions dimensions, AttentionPass attention)
{
    private readonly KernelSet _kernels = model.Kernels;

    /// <summary>Runs a layer backwards.</summary>
    /// <param name="run">The chunk.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="kept">What its forward pass kept.</param>
    /// <param name="headsOnly">
    /// Whether the layer computed only the tokens that the head reads: the gradient then comes in <see cref="Workspace.HeadGradient"/>,
    /// otherwise in <see cref="Workspace.Gradient"/>. It leaves in the latter.
    /// </param>
    public void Run(ChunkRun run, int layer, in KeptLayer kept, bool headsOnly)
    {
        Workspace workspace = run.Workspace;
        PackedLayer weights = model.Layers[layer];
        Matrix gradient = headsOnly ? workspace.HeadGradient : workspace.Gradient;
        FeedForward(weights, workspace, gradient, headsOnly ? run.Chunk.Count : run.Chunk.Tokens, kept);
        Attend(run, layer, kept, headsOnly);

        PackedLinear map = weights.QueryKeyValue;
        int tokens = run.Chunk.Tokens, hidden = dimensions.Hidden;
        Matrix queryKeyValue = workspace.QueryKeyValueGradient;
        if (headsOnly)
        {
            _kernels.ApplyBackward(map, hidden, 2 * hidden, queryKeyValue.From(0, hidden), tokens, default, workspace.Gradient);
            _kernels.ApplyBackward(map, 0, hidden, workspace.HeadQueryGradient, run.Chunk.Count, gradient, gradient);
            run.ScatterHeadGradients(_kernels);
        }
        else
        {
            _kernels.ApplyBackward(map, queryKeyValue, tokens, gradient, gradient);
        }
    }

    private void FeedForward(PackedLayer weights, Workspace workspace, Matrix gradient, int rows, in KeptLayer kept)
    {
        _kernels.NormalizeBackward(
            gradient.Data, gradient.Stride, rows, weights.OutputNorm.Weights, kept.OutputNormal.Data, kept.OutputInverse);
        var finish = new TileFinish { Kind = FinishKind.MultiplyBySlope, Slope = kept.Slope.Data, SlopeRow = kept.Slope.Stride };
        _kernels.ApplyBackward(weights.Output, gradient, rows, default, workspace.Intermediate, finish);
        _kernels.ApplyBackward(weights.Intermediate, workspace.Intermediate, rows, gradient, gradient);
        _kernels.NormalizeBackward(
            gradient.Data, gradient.Stride, rows, weights.AttentionNorm.Weights, kept.AttentionNormal.Data, kept.AttentionInverse);
        _kernels.ApplyBackward(weights.AttentionOutput, gradient, rows, default, workspace.Context);
    }

    private void Attend(ChunkRun run, int layer, in KeptLayer kept, bool headsOnly)
    {
        Workspace workspace = run.Workspace;
        int hidden = dimensions.Hidden;
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            Matrix gradient = workspace.QueryKeyValueGradient.From(run.Sequences[i].Start, 0);
            attention.Backward(
                run.AttentionOf(i, kept, headsOnly),
                workspace.Attention,
                headsOnly ? workspace.HeadQueryGradient.From(i, 0) : gradient,
                gradient.From(0, hidden),
                gradient.From(0, 2 * hidden),
                run.MapGradientsOf(i, layer));
        }
    }
}
