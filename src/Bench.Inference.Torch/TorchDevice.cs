using System.Globalization;
using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>Finds the device that a user names.</summary>
internal static class TorchDevice
{
    private const string Where = "--device";

    /// <summary>The device of a name.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, or <see langword="null"/> for a CUDA device where there is one.</param>
    /// <exception cref="BenchException">The name is none of these, or there is no such device.</exception>
    public static torch.Device Find(string? name)
    {
        if (name == "cpu" || (name is null && !torch.cuda.is_available()))
        {
            return torch.CPU;
        }

        int index = Index(name ?? "cuda");
        int count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (count == 0)
        {
            throw new BenchException(
                "libtorch finds no CUDA device",
                Where,
                "`./run-bench.sh devices` says what is missing; or use --device cpu");
        }

        return index < count
            ? torch.device(DeviceType.CUDA, index)
            : throw new BenchException($"There is no CUDA device {index}", Where, $"There are {count}, counted from 0");
    }

    /// <summary>The name of a device as <see cref="Find"/> takes it: <c>cpu</c> or <c>cuda:0</c>.</summary>
    public static string Name(torch.Device device) => device.type == DeviceType.CPU
        ? "cpu"
        : string.Create(CultureInfo.InvariantCulture, $"cuda:{Math.Max(0, device.index)}");

    // "cuda" alone is the first device, so that two names of one device do not make two runs.
    private static int Index(string name)
    {
        string[] parts = name.Split(':');
        return parts is ["cuda"] ? 0
            : parts is ["cuda", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index
            : throw new BenchException($"There is no device '{name}'", Where, "Devices: cpu, cuda, cuda:1 (the second one), …");
    }
}
