namespace Bench.Inference;

/// <summary>
/// The layers of one stage. States are brought into the order of a layer's windows, so that each window is one sequence of a chunk and
/// every kernel is that of texts, and back: all parts but attention treat each state alone.
/// </summary>
internal sealed unsafe class StagePass : IDisposable
{
    private readonly WindowStage _stage;
    private readonly Dimensions _dimensions;
    private readonly LayerForward _forward;
    private readonly LayerBackward _backward;
    private readonly WindowLayout[] _layouts;

    /// <summary>Prepares a stage.</summary>
    /// <param name="model">The whole model.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="dimensions">Widths in it.</param>
    public StagePass(PackedEncoder model, WindowStage stage, Dimensions dimensions)
    {
        (_stage, _dimensions) = (stage, dimensions);
        var attention = new AttentionPass(model.Kernels, dimensions, null);
        _forward = new LayerForward(model, dimensions, attention);
        _backward = new LayerBackward(model, dimensions, attention);
        _layouts =
            [.. Enumerable.Range(stage.FirstLayer, Math.Min(2, stage.Layers))
                .Select(layer => new WindowLayout(stage, stage.ShiftOf(layer)))];
    }

    /// <summary>Room for one picture in this stage.</summary>
    public ChunkRun NewRun() => new(_dimensions, [], projected: false);

    /// <summary>Starts a picture.</summary>
    /// <param name="run">From <see cref="NewRun"/>.</param>
    /// <param name="plan">Receives the windows.</param>
    /// <param name="rows">The batch.</param>
    /// <param name="row">The picture's index in it.</param>
    /// <param name="answers">What is asked of the batch.</param>
    public void Start(ChunkRun run, BatchPlan plan, IReadOnlyList<Abstractions.InputRow> rows, int row, BatchAnswers answers)
    {
        plan.BuildWindows(row, _stage.Windows, _stage.WindowStates);
        run.Start(plan, plan.Chunks[0], rows, answers, long.MaxValue);
    }

    /// <summary>Takes states through the layers, in place.</summary>
    /// <param name="run">The picture.</param>
    /// <param name="grid">States [rows · columns, hidden].</param>
    public void Forward(ChunkRun run, Matrix grid)
    {
        for (int layer = 0; layer < _stage.Layers; layer++)
        {
            run.Windows = _layouts[layer % 2];
            Gather(grid, run.Windows.Order, run.Workspace.Hidden);
            _forward.Run(run, _stage.FirstLayer + layer, run.Workspace.Kept(layer), headsOnly: false);
            Scatter(run.Workspace.Hidden, run.Windows.Order, grid);
        }
    }

    /// <summary>The chain rule of <see cref="Forward"/>, in place on the gradient by its states.</summary>
    /// <param name="run">The picture.</param>
    /// <param name="gradient">[rows · columns, hidden].</param>
    public void Backward(ChunkRun run, Matrix gradient)
    {
        for (int layer = _stage.Layers - 1; layer >= 0; layer--)
        {
            run.Windows = _layouts[layer % 2];
            Gather(gradient, run.Windows.Order, run.Workspace.Gradient);
            _backward.Run(run, _stage.FirstLayer + layer, run.Workspace.Kept(layer), headsOnly: false);
            Scatter(run.Workspace.Gradient, run.Windows.Order, gradient);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_layouts, layout => layout.Dispose());

    private void Gather(Matrix grid, int[] order, Matrix windows)
    {
        int width = _dimensions.PaddedHidden;
        for (int place = 0; place < order.Length; place++)
        {
            var state = new Span<float>(windows.Row(place), width);
            if (order[place] < 0)
            {
                state.Clear();
            }
            else
            {
                new ReadOnlySpan<float>(grid.Row(order[place]), width).CopyTo(state);
            }
        }
    }

    // What became of padding is dropped.
    private void Scatter(Matrix windows, int[] order, Matrix grid)
    {
        int width = _dimensions.PaddedHidden;
        for (int place = 0; place < order.Length; place++)
        {
            if (order[place] >= 0)
            {
                new ReadOnlySpan<float>(windows.Row(place), width).CopyTo(new Span<float>(grid.Row(order[place]), width));
            }
        }
    }
}
