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
        return index < Count ? torch.device(DeviceType.CUDA, index) : throw Missing(name ?? "cuda");
    }

    private static int Count => torch.cuda.is_available() ? torch.cuda.device_count() : 0;

    /// <summary>
    /// Lets a device begin on this thread and on the one that autograd has for it, with something small. A matrix product that comes first
    /// finds no CUDA context on its thread, and libtorch warns of that.
    /// </summary>
    public static void Start(torch.Device device)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchTensor one = torch.ones(1, dtype: torch.ScalarType.Float32, device: device).requires_grad_();
        TorchApi.Download(torch.autograd.grad([one.mul(one)], [one], [torch.ones_like(one)])[0]);
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
            : throw Missing(name);
    }

    private static BenchException Missing(string name)
    {
        string found = string.Join(
            ", ", Enumerable.Range(0, Count).Select(index => Name(torch.device(DeviceType.CUDA, index))).Prepend("cpu"));
        return new BenchException(
            $"There is no device '{name}'",
            Where,
            $"Found: {found}; several are separated by commas. `./run-bench.sh devices` says what they are, and what is missing for "
                + "others");
    }
}
