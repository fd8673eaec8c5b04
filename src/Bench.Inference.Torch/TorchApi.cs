using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Inference.Torch;

/// <summary>
/// What goes to and fro between managed memory and tensors, and what libtorch says when it fails.
/// </summary>
internal static class TorchApi
{
    private const int MostNumbers = 256 << 20;
    private const long MostJoined = 16 << 20;
    private const long MostPinnedBytes = 32 << 20;

    /// <summary>Name and version of the library, for the records of a run.</summary>
    public static string Library
    {
        get
        {
            // The version of libtorch is the one that TorchSharp was made for, whatever is really loaded.
            Version? version = typeof(torch).Assembly.GetName().Version;
            string managed =
                typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
                    ?? version?.ToString()
                    ?? "";
            return string.Create(CultureInfo.InvariantCulture, $"TorchSharp {managed} for libtorch {torch.__version__}");
        }
    }

    /// <summary>A tensor with the numbers of managed memory.</summary>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="type">The format on the device.</param>
    /// <param name="device">The device.</param>
    /// <param name="shape">The extents.</param>
    public static TorchTensor Upload(ReadOnlySpan<float> values, torch.ScalarType type, torch.Device device, params long[] shape)
    {
        if (values.Length <= MostNumbers || shape[0] == 1)
        {
            using TorchTensor host = torch.empty(shape, torch.ScalarType.Float32);
            values.CopyTo(MemoryMarshal.Cast<byte, float>(host.bytes));
            return Send(host, device, type);
        }

        // A span holds 2 GB at most, the embeddings of a large vocabulary are more.
        TorchTensor whole = torch.empty(shape, type, device);
        int width = (int)(values.Length / shape[0]), most = Math.Max(1, MostNumbers / width);
        for (int row = 0; row < shape[0]; row += most)
        {
            int count = (int)Math.Min(most, shape[0] - row);
            using TorchTensor part = Upload(values.Slice(row * width, count * width), type, device, [count, .. shape[1..]]);
            using TorchTensor place = whole.narrow(0, row, count);
            place.copy_(part);
        }

        return whole;
    }

    /// <summary>Tensors of indices, sent in one transfer.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sections">The indices of each tensor.</param>
    /// <returns>One tensor a section, views of one memory.</returns>
    public static TorchTensor[] UploadIndices(torch.Device device, params long[][] sections)
    {
        using TorchTensor host = torch.empty([sections.Sum(section => section.Length)], torch.ScalarType.Int64);
        Span<long> target = MemoryMarshal.Cast<byte, long>(host.bytes);
        var views = new TorchTensor[sections.Length];
        foreach (long[] section in sections)
        {
            section.CopyTo(target);
            target = target[section.Length..];
        }

        using TorchTensor all = Send(host, device, torch.ScalarType.Int64);
        for (int i = 0, start = 0; i < sections.Length; start += sections[i++].Length)
        {
            views[i] = all.narrow(0, start, sections[i].Length);
        }

        return views;
    }

    // What a batch needs goes by memory that the system may not move, so that nobody waits for the copy; weights are too large for that.
    private static TorchTensor Send(TorchTensor host, torch.Device device, torch.ScalarType type)
    {
        if (device.type == DeviceType.CPU || host.NumberOfElements * host.ElementSize > MostPinnedBytes)
        {
            return host.to(type, device);
        }

        using TorchTensor pinned = host.pin_memory();
        using TorchTensor sent = pinned.to(device, non_blocking: true);
        return sent.to(type);
    }

    /// <summary>The numbers of tensors of one device in row-major order, as single precision; small ones in one transfer.</summary>
    /// <param name="tensors">Tensors in any floating-point format.</param>
    public static float[][] Download(IReadOnlyList<TorchTensor> tensors)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        if (tensors.Count == 1 || tensors[0].device_type == DeviceType.CPU || tensors.Sum(tensor => tensor.NumberOfElements) > MostJoined)
        {
            return [.. tensors.Select(Download)];
        }

        float[] all = Download(torch.cat([.. tensors.Select(tensor => tensor.detach().to(torch.ScalarType.Float32).reshape(-1))]));
        float[][] parts = new float[tensors.Count][];
        for (int i = 0, start = 0; i < parts.Length; start += parts[i++].Length)
        {
            parts[i] = all.AsSpan(start, (int)tensors[i].NumberOfElements).ToArray();
        }

        return parts;
    }

    /// <summary>The numbers of a tensor in row-major order, as single precision.</summary>
    /// <param name="tensor">A tensor on any device, in any floating-point format.</param>
    public static float[] Download(TorchTensor tensor)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        TorchTensor host = tensor.detach().to(torch.ScalarType.Float32, torch.CPU).contiguous();
        float[] values = MemoryMarshal.Cast<byte, float>(host.bytes).ToArray();
        GC.KeepAlive(host);
        return values;
    }

    /// <summary>Tensors that exist in this process, on whatever device: a measure of what was not released.</summary>
    public static long LiveTensors => TorchTensor.TotalCount;

    /// <summary>
    /// Says in Bench's words what libtorch refuses for lack of memory. Versions differ in the type of the exception and in the rest of its
    /// text, which is that of libtorch.
    /// </summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="device">The device.</param>
    /// <param name="model">The model's name.</param>
    public static BenchException? OutOfMemory(Exception exception, torch.Device device, string model) =>
        exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            ? new BenchException(
                $"The device {TorchDevice.Name(device)} is out of memory",
                model,
                "Free the device, use one with more memory, shorten the texts, or try --precision half",
                exception)
            : null;

    /// <summary>Why the native library was not loaded: the system loader's line in TorchSharp's long account, where it has one.</summary>
    /// <param name="exception">What was thrown.</param>
    public static string LoadProblem(Exception exception)
    {
        string[] lines = exception.GetBaseException().Message.Split('\n', StringSplitOptions.TrimEntries);
        return Array.Find(
                lines,
                line => line.Contains("not found", StringComparison.Ordinal) || line.Contains("cannot open", StringComparison.Ordinal))
            ?? FirstLine(exception.GetBaseException());
    }

    /// <summary>The first line of what libtorch says; the rest is a stack trace of native code.</summary>
    /// <param name="exception">What was thrown.</param>
    public static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('.', ' ', '\r');
}
