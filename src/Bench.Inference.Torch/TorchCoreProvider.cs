using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>How the program finds this core.</summary>
public sealed class TorchCoreProvider : ICoreProvider
{
    /// <inheritdoc/>
    public string Name => TorchCore.Name;

    /// <inheritdoc/>
    public CoreReport Report() => TorchReport.Make();

    /// <inheritdoc/>
    public IModel Open(string folder, CoreOptions options) => TorchCore.Load(
        folder, new TorchOptions { Device = options.Device, Precision = options.Precision, Threads = options.Threads });
}
