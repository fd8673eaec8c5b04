namespace Bench.Inference;

/// <summary>Takes one chunk through the whole model, and back where gradients are asked for.</summary>
internal sealed unsafe class EncoderPass : IDisposable
{
    private readonly PackedEncoder _model;
    private readonly EmbeddingPass _embedding;
    private readonly LayerForward _forward;
    private readonly LayerBackward _backward;
    private readonly HeadPass _head;
    private readonly Dimensions _dimensions;

    public EncoderPass(PackedEncoder model, Dimensions dimensions)
    {
        _model = model;
        var attention = new AttentionPass(model.Kernels, dimensions, model.Distances);
        _embedding = new EmbeddingPass(model, dimensions);
        _forward = new LayerForward(model, dimensions, attention);
        _backward = new LayerBackward(model, dimensions, attention);
        _head = new HeadPass(model, dimensions);
        _dimensions = dimensions;
    }

    /// <summary>Computes everything that was asked about a chunk.</summary>
    public void Run(ChunkRun run)
    {
        _embedding.Forward(run);
        Forward(run);
        _head.Forward(run);
        if (run.Mode != BackwardMode.None)
        {
            _head.Backward(run);
            Backward(run);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _embedding.Dispose();

    private void Forward(ChunkRun run)
    {
        int last = _model.Layers.Length - 1;
        for (int layer = 0; layer <= last; layer++)
        {
            if (layer == _model.Decoder?.FirstLayer)
            {
                run.SaveEncoder();
                _embedding.ForwardDecoder(run);
            }

            if (run.Mode == BackwardMode.Recompute)
            {
                run.SaveInput(layer);
            }

            // Where activations are computed again later, only the last layer's are still there when they are needed.
            bool keeps = run.Mode == BackwardMode.Keep || (run.Mode == BackwardMode.Recompute && layer == last);
            _forward.Run(run, layer, keeps ? run.Workspace.Kept(layer) : default, HeadsOnly(run, layer));
        }

        if (_model.FinalNorm is { } norm)
        {
            Workspace workspace = run.Workspace;
            bool kept = run.Mode != BackwardMode.None;
            Matrix hidden = run.HeadsOnlyAtLast ? workspace.HeadHidden : workspace.Hidden;
            _model.Kernels.Normalize(
                hidden.Data,
                hidden.Stride,
                run.LastRows,
                norm.Weights,
                null,
                kept ? workspace.FinalNormal.Data : null,
                kept ? workspace.FinalInverse : null);
        }

        if (!run.HeadsOnlyAtLast && !_dimensions.HeadReadsAll)
        {
            run.Pool(_model.Kernels, _dimensions);
        }
    }

    private void Backward(ChunkRun run)
    {
        int last = _model.Layers.Length - 1;
        if (!run.HeadsOnlyAtLast && !_dimensions.HeadReadsAll)
        {
            run.ClearGradient();
            run.Unpool(_model.Kernels, _dimensions);
        }

        if (_model.FinalNorm is { } norm)
        {
            Workspace workspace = run.Workspace;
            Matrix gradient = run.HeadsOnlyAtLast ? workspace.HeadGradient : workspace.Gradient;
            _model.Kernels.NormalizeBackward(
                gradient.Data, gradient.Stride, run.LastRows, norm.Weights, workspace.FinalNormal.Data, workspace.FinalInverse);
        }

        if (_model.Decoder is not null)
        {
            run.ClearEncoderGradient();
        }

        for (int layer = last; layer >= 0; layer--)
        {
            if (run.Mode == BackwardMode.Recompute && layer < last)
            {
                run.LoadInput(layer);
                _forward.Run(run, layer, run.Workspace.Kept(layer), HeadsOnly(run, layer));
            }

            _backward.Run(run, layer, run.Workspace.Kept(layer), HeadsOnly(run, layer));
            if (layer == _model.Decoder?.FirstLayer)
            {
                _embedding.BackwardDecoder(run);
                run.LoadEncoderGradient();
            }
        }

        if (run.Answers.WantsGradient)
        {
            _embedding.Backward(run);
            foreach (Sequence sequence in run.Sequences)
            {
                run.Answers.Reduce(sequence.Row, _model);
            }
        }
    }

    private bool HeadsOnly(ChunkRun run, int layer) => run.HeadsOnlyAtLast && layer == _model.Layers.Length - 1;
}
