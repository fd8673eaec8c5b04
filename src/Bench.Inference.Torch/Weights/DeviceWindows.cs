namespace Bench.Inference.Torch;

/// <summary>How a layer of a stage cuts its grid into windows, on the device.</summary>
internal sealed class DeviceWindows : IDisposable
{
    /// <summary>Uploads indices and mask within the caller's dispose scope, which they leave.</summary>
    /// <param name="model">Where to.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="shift">How far windows are shifted.</param>
    public DeviceWindows(DeviceEncoder model, WindowStage stage, int shift)
    {
        int[] order = stage.Order(shift);
        int[] places = new int[stage.States];
        for (int place = 0; place < order.Length; place++)
        {
            if (order[place] >= 0)
            {
                places[order[place]] = place;
            }
        }

        Order = Indices(model, order, stage.States).DetachFromDisposeScope();
        Places = Indices(model, places, stage.States).DetachFromDisposeScope();
        int[] regions = stage.Regions(shift);
        Apart = regions.Any(region => region != 0) ? Mask(model, stage, regions).DetachFromDisposeScope() : null;
    }

    /// <summary>The grid's state in every place of every window; one behind the last for padding.</summary>
    public TorchTensor Order { get; }

    /// <summary>The place of every state of the grid.</summary>
    public TorchTensor Places { get; }

    /// <summary>Added to scores between different regions [windows, 1, M², M²]; <see langword="null"/> where all are neighbours.</summary>
    public TorchTensor? Apart { get; }

    /// <summary>Indices on the device, −1 as one behind the last.</summary>
    /// <param name="model">Where to.</param>
    /// <param name="indices">The indices.</param>
    /// <param name="count">How many states there are.</param>
    public static TorchTensor Indices(DeviceEncoder model, int[] indices, int count) =>
        TorchApi.UploadIndices(model.Device, [.. indices.Select(index => index < 0 ? (long)count : index)])[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Order.Dispose();
        Places.Dispose();
        Apart?.Dispose();
    }

    private static TorchTensor Mask(DeviceEncoder model, WindowStage stage, int[] regions)
    {
        int n = stage.WindowStates;
        float[] mask = new float[stage.Windows * n * n];
        for (int i = 0; i < mask.Length; i++)
        {
            int first = i / (n * n) * n;
            mask[i] = regions[first + (i / n % n)] == regions[first + (i % n)] ? 0 : WindowStage.Apart;
        }

        return model.Numbers(mask, stage.Windows, 1, n, n);
    }
}
