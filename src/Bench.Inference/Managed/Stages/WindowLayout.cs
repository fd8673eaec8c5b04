namespace Bench.Inference;

/// <summary>
/// How a layer of a stage cuts its grid into windows: which state stands where, and which states of a window are no neighbours.
/// </summary>
internal sealed unsafe class WindowLayout : IDisposable
{
    private readonly List<(int[] Regions, NativeBuffer Buffer)> _masks = [];
    private readonly int[] _maskOf;
    private readonly int _stride;

    /// <summary>Lays windows out.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="shift">How far windows are shifted.</param>
    public WindowLayout(WindowStage stage, int shift)
    {
        Order = stage.Order(shift);
        Padding = [.. Order.Index().Where(place => place.Item < 0).Select(place => place.Index)];
        _stride = Inference.Padding.Pad(stage.WindowStates);
        _maskOf = new int[stage.Windows];
        int[] regions = stage.Regions(shift);
        for (int window = 0; window < stage.Windows; window++)
        {
            _maskOf[window] = MaskOf(regions[(window * stage.WindowStates)..((window + 1) * stage.WindowStates)]);
        }
    }

    /// <summary>The grid's state in every place of every window, −1 for padding.</summary>
    public int[] Order { get; }

    /// <summary>The places that hold padding.</summary>
    public int[] Padding { get; }

    /// <summary>What is added to the scores of a window beside its biases [M², M²]; null where nothing is.</summary>
    /// <param name="window">Index of the window.</param>
    public Matrix Apart(int window) => _maskOf[window] < 0 ? default : new Matrix(_masks[_maskOf[window]].Buffer.Pointer, _stride);

    /// <inheritdoc/>
    public void Dispose() => _masks.ForEach(mask => mask.Buffer.Dispose());

    // Most windows lie in one region, and the others are of three kinds.
    private int MaskOf(int[] regions)
    {
        if (regions.All(region => region == regions[0]))
        {
            return -1;
        }

        int known = _masks.FindIndex(mask => mask.Regions.AsSpan().SequenceEqual(regions));
        if (known >= 0)
        {
            return known;
        }

        var buffer = new NativeBuffer((long)regions.Length * _stride);
        for (int query = 0; query < regions.Length; query++)
        {
            for (int key = 0; key < regions.Length; key++)
            {
                buffer.Pointer[(query * _stride) + key] = regions[query] == regions[key] ? 0 : WindowStage.Apart;
            }
        }

        _masks.Add((regions, buffer));
        return _masks.Count - 1;
    }
}
