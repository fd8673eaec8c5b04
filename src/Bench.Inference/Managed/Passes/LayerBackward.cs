namespace Bench.Inference;

/// <summary>The chain rule of one layer, in place on the gradient by its output.</summary>
internal sealed unsafe class LayerBackward(PackedEncoder model, Dimensions dimensions, AttentionPass attention)
{
    private readonly KernelSet _kernels = model.Kernels;
    private readonly HeadNormPass _headNorms = new(model, dimensions);
    private readonly FeedForwardPass _feedForward = new(model);
    private readonly ConvolutionPass _convolution = new(model.Kernels, dimensions);
    private readonly CrossAttentionPass _cross = new(model, dimensions, attention);

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
        int rows = headsOnly ? run.Chunk.Count : run.Chunk.Tokens;
        if (weights.Convolution is { } convolution)
        {
            _convolution.Backward(run, convolution, gradient, kept);
        }

        if (dimensions.NormFirst)
        {
            Matrix normed = workspace.Normed;
            _feedForward.Backward(weights, workspace, gradient, rows, kept, default, normed);
            NormalizeBackward(weights.OutputNorm, normed, rows, kept.OutputNormal, kept.OutputInverse, gradient);
        }
        else
        {
            NormalizeBackward(weights.OutputNorm, gradient, rows, kept.OutputNormal, kept.OutputInverse);
            _feedForward.Backward(weights, workspace, gradient, rows, kept, gradient, gradient);
            if (weights.Cross is not null)
            {
                _cross.Backward(run, weights, kept);
            }

            NormalizeBackward(weights.AttentionNorm!, gradient, rows, kept.AttentionNormal, kept.AttentionInverse);
        }

        _kernels.ApplyBackward(weights.AttentionOutput, gradient, rows, default, workspace.Context);
        Attend(run, layer, kept, headsOnly);
        Project(run, layer, kept, headsOnly);
        if (weights.Convolution is not null)
        {
            _kernels.AddRows(workspace.Gradient, workspace.Convolved, run.Chunk.Tokens, dimensions.Hidden);
        }
    }

    // In place, or added to a sum.
    private void NormalizeBackward(PackedNorm norm, Matrix gradient, int rows, Matrix normal, float* inverse, Matrix sum = default) =>
        _kernels.NormalizeBackward(gradient.Data, gradient.Stride, rows, norm.Weights, normal.Data, inverse, sum.Data);

    private void Attend(ChunkRun run, int layer, in KeptLayer kept, bool headsOnly)
    {
        Workspace workspace = run.Workspace;
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            Matrix gradient = workspace.QueryKeyValueGradient.From(run.Sequences[i].Start, 0);
            attention.Backward(
                model.Layers[layer],
                run.AttentionOf(i, kept, headsOnly, layer),
                workspace.Attention,
                headsOnly ? workspace.HeadQueryGradient.From(i, 0) : gradient,
                gradient.From(0, dimensions.Queries),
                gradient.From(0, dimensions.Queries + dimensions.Keys),
                run.MapGradientsOf(i, layer));
        }
    }

    private void Project(ChunkRun run, int layer, in KeptLayer kept, bool headsOnly)
    {
        Workspace workspace = run.Workspace;
        PackedLayer weights = model.Layers[layer];
        PackedLinear map = weights.QueryKeyValue;
        int tokens = run.Chunk.Tokens, queries = dimensions.Queries;
        Matrix queryKeyValue = workspace.QueryKeyValueGradient, gradient = workspace.Gradient;
        PackedNorm? norm = dimensions.NormFirst ? weights.AttentionNorm : null;
        _headNorms.Backward(run, layer, queryKeyValue, kept, headsOnly);
        if (headsOnly)
        {
            Matrix heads = workspace.HeadGradient;
            _kernels.ApplyBackward(map, queries, 2 * dimensions.Keys, queryKeyValue.From(0, queries), tokens, default, gradient);
            if (norm is null)
            {
                _kernels.ApplyBackward(map, 0, queries, workspace.HeadQueryGradient, run.Chunk.Count, heads, heads);
            }
            else
            {
                _kernels.ApplyBackward(map, 0, queries, workspace.HeadQueryGradient, run.Chunk.Count, default, workspace.HeadNormed);
                run.ScatterHeads(_kernels, workspace.HeadNormed, gradient);
                NormalizeBackward(norm, gradient, tokens, kept.AttentionNormal, kept.AttentionInverse);
            }

            run.ScatterHeads(_kernels, heads, gradient);
            return;
        }

        if (norm is null)
        {
            _kernels.ApplyBackward(map, queryKeyValue, tokens, gradient, gradient);
            return;
        }

        Matrix normed = workspace.Normed;
        _kernels.ApplyBackward(map, queryKeyValue, tokens, default, normed);
        NormalizeBackward(norm, normed, tokens, kept.AttentionNormal, kept.AttentionInverse, gradient);
    }
}
