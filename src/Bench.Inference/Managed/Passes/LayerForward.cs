namespace Bench.Inference;

/// <summary>One layer, in place on the hidden states.</summary>
internal sealed unsafe class LayerForward(PackedEncoder model, Dimensions dimensions, AttentionPass attention)
{
    private readonly KernelSet _kernels = model.Kernels;
    private readonly HeadNormPass _headNorms = new(model, dimensions);
    private readonly FeedForwardPass _feedForward = new(model);
    private readonly ConvolutionPass _convolution = new(model.Kernels, dimensions);
    private readonly CrossAttentionPass _cross = new(model, dimensions, attention);

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
        int tokens = run.Chunk.Tokens;
        if (weights.Convolution is { } convolution)
        {
            _convolution.Forward(run, convolution, kept);
        }

        Project(run, layer, kept, headsOnly);
        for (int i = 0; i < run.Chunk.Count; i++)
        {
            attention.Forward(weights, run.AttentionOf(i, kept, headsOnly, layer), workspace.Attention, run.MapsOf(i, layer));
        }

        Matrix hidden = headsOnly ? workspace.HeadHidden : workspace.Hidden;
        int rows = headsOnly ? run.Chunk.Count : tokens;
        FinishAttention(weights, workspace, hidden, rows, kept);
        if (weights.Cross is not null)
        {
            _cross.Forward(run, weights, kept);
        }

        FeedForward(weights, workspace, hidden, rows, kept);
    }

    /// <summary>The layer after self-attention, in place.</summary>
    public void Finish(PackedLayer weights, Workspace workspace, Matrix hidden, int rows, in KeptLayer kept)
    {
        FinishAttention(weights, workspace, hidden, rows, kept);
        FeedForward(weights, workspace, hidden, rows, kept);
    }

    // Output map and residual. Where normalisations come last, products are added to the residual where it stands, and the normalisation
    // adds the bias.
    private void FinishAttention(PackedLayer weights, Workspace workspace, Matrix hidden, int rows, in KeptLayer kept)
    {
        _kernels.ApplyOnto(weights.AttentionOutput, workspace.Context, rows, hidden);
        if (dimensions.NormFirst)
        {
            AddBias(weights.AttentionOutput, hidden, rows);
        }
        else
        {
            Normalize(weights.AttentionNorm!, weights.AttentionOutput, hidden, rows, kept.AttentionNormal, kept.AttentionInverse);
        }
    }

    private void FeedForward(PackedLayer weights, Workspace workspace, Matrix hidden, int rows, in KeptLayer kept)
    {
        if (dimensions.NormFirst)
        {
            Matrix normed = workspace.Normed;
            _kernels.NormalizeCopy(hidden, rows, weights.OutputNorm, normed, kept.OutputNormal, kept.OutputInverse);
            _feedForward.Forward(weights, workspace, normed, rows, kept);
            _kernels.ApplyOnto(weights.Output, workspace.Intermediate, rows, hidden);
            AddBias(weights.Output, hidden, rows);
            return;
        }

        _feedForward.Forward(weights, workspace, hidden, rows, kept);
        _kernels.ApplyOnto(weights.Output, workspace.Intermediate, rows, hidden);
        Normalize(weights.OutputNorm, weights.Output, hidden, rows, kept.OutputNormal, kept.OutputInverse);
        if (weights.Convolution is { } convolution)
        {
            _convolution.AddTo(hidden, rows, convolution, workspace, kept);
        }
    }

    private void AddBias(PackedLinear map, Matrix hidden, int rows)
    {
        if (map.IsBiased)
        {
            _kernels.AddToRows(hidden, map.Bias(), rows, dimensions.Hidden);
        }
    }

    private void Normalize(PackedNorm norm, PackedLinear map, Matrix hidden, int rows, Matrix normal, float* inverse) =>
        _kernels.Normalize(hidden.Data, hidden.Stride, rows, norm.Weights, map.Bias(), normal.Data, inverse);

    // Queries, keys and values, normalised and rotated where the model does that.
    private void Project(ChunkRun run, int layer, in KeptLayer kept, bool headsOnly)
    {
        Workspace workspace = run.Workspace;
        PackedLayer weights = model.Layers[layer];
        PackedLinear map = weights.QueryKeyValue;
        Matrix queryKeyValue = run.QueryKeyValue(kept), input = workspace.Hidden;
        int tokens = run.Chunk.Tokens;
        if (dimensions.NormFirst && weights.AttentionNorm is { } norm)
        {
            input = workspace.Normed;
            _kernels.NormalizeCopy(workspace.Hidden, tokens, norm, input, kept.AttentionNormal, kept.AttentionInverse);
            run.ClearPadding(input);
        }

        if (headsOnly)
        {
            int keys = dimensions.KeyColumn, end = map.Forward.PaddedColumns;
            _kernels.ApplyColumns(map, keys, end, input, tokens, queryKeyValue.From(0, keys));
            run.GatherHeads(workspace.Hidden, workspace.HeadHidden);
            Matrix heads = workspace.HeadHidden;
            if (dimensions.NormFirst)
            {
                heads = workspace.HeadNormed;
                run.GatherHeads(input, heads);
            }

            _kernels.ApplyColumns(map, 0, keys, heads, run.Chunk.Count, workspace.HeadQueries);
        }
        else
        {
            _kernels.Apply(map, input, tokens, queryKeyValue);
        }

        _headNorms.Forward(run, layer, queryKeyValue, kept, headsOnly);
    }
}
