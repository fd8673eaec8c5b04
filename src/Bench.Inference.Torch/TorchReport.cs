using System.Collections.Immutable;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>What this core finds on a machine: libtorch, devices, and what is missing for more.</summary>
internal static class TorchReport
{
    /// <summary>Looks for everything.</summary>
    public static CoreReport Make()
    {
        IReadOnlyList<NvidiaGpu> gpus = NvidiaGpu.All();
        LibtorchPlace place;
        try
        {
            place = LibtorchLoader.Load();
        }
        catch (BenchException exception)
        {
            return new CoreReport("TorchSharp without libtorch", [], [exception.Message, .. Unused(gpus, 0)]);
        }

        int count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        ImmutableArray<DeviceReport> devices =
        [
            new DeviceReport("cpu", string.Create(CultureInfo.InvariantCulture, $"processor, {Environment.ProcessorCount} logical cores"),
                GC.GetGCMemoryInfo().TotalAvailableMemoryBytes),
            .. Enumerable.Range(0, count).Select(index => Device(index, index < gpus.Count ? gpus[index] : null)),
        ];
        string version = place.Version is { } own ? $" {own}" : "";
        return new CoreReport($"{TorchApi.Library}; libtorch{version} ({place.Source}, {place.Folder})", devices, [.. Unused(gpus, count)]);
    }

    private static DeviceReport Device(int index, NvidiaGpu? gpu) => new(
        string.Create(CultureInfo.InvariantCulture, $"cuda:{index}"),
        gpu is null ? "a CUDA device" : $"{gpu.Name}, driver {gpu.Driver}",
        gpu?.MemoryBytes,
        gpu?.FreeBytes);

    // CUDA_VISIBLE_DEVICES may hide some on purpose; none at all is worth a word.
    private static IEnumerable<string> Unused(IReadOnlyList<NvidiaGpu> gpus, int count)
    {
        if (count == 0)
        {
            yield return gpus.Count == 0
                ? "No GPU: nvidia-smi lists none"
                : $"nvidia-smi lists {gpus[0].Name} (driver {gpus[0].Driver}), but this libtorch finds no CUDA device: use a PyTorch with "
                    + "CUDA that the driver can serve (`pip install torch`)";
        }
    }
}
