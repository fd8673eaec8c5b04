namespace Bench.Inference;

/// <summary>One encoder layer, in place on the hidden states.</summary>
internal sealed unsafe class LayerForward(PackedEncoder model, Dimensions dimensions, AttentionPass attention)
{
    private readonly KernelSet _kernels = model.Kernels;

    /// <summary>Runs a layer.</summary>
    /// <param name="run">The chunk; its hidden states are the input.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="kept">Where activations are kept for the backward pass; all null where they are not.</param>
    /// <param name="headsOnly">
    /// Whether only the tokens that the head reads are computed: keys and values of all tokens, everything else of one token a
    /// sequence. The result then stands in <see cref="Workspace.HeadHidden"/>, otherwise in <see cref="Workspace.Hidden"/>.
    /// </param>
    public void Run(ChunkRun run, int layer, in KeptLayer kept, bool headsOnly)
    {
        Workspace workspace = run.Workspace;
        PackedLayer weights = model.Layers[layer];
        PackedLinear map = weights.QueryKeyValue;
        int tokens = run.Chunk.Tokens;
        Matrix queryKeyValue = run.QueryKeyValue(kept);
        if (headsOnly)
        {
            int keys = dimensions.PaddedHidden, end = map.Forward.PaddedColumns;
            _kernels.ApplyColumns(map, keys, end, workspace.Hidden, tokens, queryKeyValue.From(0, keys));
            run.GatherHeads();
            _kernels.ApplyColumns(map, 0, keys, workspace.HeadHidden, run.Chunk.Count, workspace.HeadQueries);
        }
        else
        {
            _kernels.Apply(map, workspace.Hidden, tokens, queryKeyValue);
        }

        for (int i = 0; i < run.Chunk.Count; i++)
        {
            attention.Forward(run.AttentionOf(i, kept, headsOnly), workspace.Attention, run.MapsOf(i, layer));
        }

        if (headsOnly)
        {
            FeedForward(weights, workspace, workspace.HeadHidden, run.Chunk.Count, kept);
        }
        else
        {
            FeedForward(weights, workspace, workspace.Hidden, tokens, kept);
        }
    }

    /// <summary>
    /// The layer after attention, in place: output map, residual, normalisation; feed-forward, residual, normalisation. Each product is
    /// added to the residual where it stands, and the normalisation adds its bias.
    /// </summary>
    public void FeedForward(PackedLayer weights, Workspace workspace, Matrix hidden, int rows, in KeptLayer kept)
    {
        _kernels.ApplyOnto(weights.AttentionOutput, workspace.Context, rows, hidden);
        _kernels.Normalize(
            hidden.Data,
            hidden.Stride,
            rows,
            weights.AttentionNorm.Weights,
            weights.AttentionOutput.Bias(),
            kept.AttentionNormal.Data,
            kept.AttentionInverse);
        var finish = new TileFinish
        {
            Kind = kept.Slope.IsNull ? FinishKind.Activate : FinishKind.ActivateAndKeepSlope,
            Activation = model.Config.Activation,
            Slope = kept.Slope.Data,
            SlopeRow = kept.Slope.Stride,
        };
        _kernels.Apply(weights.Intermediate, hidden, rows, workspace.Intermediate, finish);
        _kernels.ApplyOnto(weights.Output, workspace.Intermediate, rows, hidden);
        _kernels.Normalize(
            hidden.Data,
            hidden.Stride,
            rows,
            weights.OutputNorm.Weights,
            weights.Output.Bias(),
            kept.OutputNormal.Data,
            kept.OutputInverse);
    }
}
