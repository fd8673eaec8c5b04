using System.Globalization;
using System.Runtime.InteropServices;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The managed core as one of several: always there, on the processor, in single precision.</summary>
public sealed class ManagedCoreProvider : ICoreProvider
{
    /// <inheritdoc/>
    public string Name => "managed";

    /// <inheritdoc/>
    public CoreReport Report() => new(
        $"managed code, {RuntimeInformation.FrameworkDescription}, {ManagedCore.DefaultKernels} kernels",
        [new DeviceReport(
            "cpu",
            string.Create(CultureInfo.InvariantCulture, $"processor, {Environment.ProcessorCount} logical cores"),
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)],
        []);

    /// <inheritdoc/>
    public IModel Open(string folder, CoreOptions options)
    {
        if (options.Device is not (null or "cpu") || options.Precision != CorePrecision.Single)
        {
            throw new BenchException(
                "The managed core computes on the processor in single precision",
                "--core managed",
                "Leave out --device and --precision, or choose --core torch");
        }

        return ManagedCore.Load(folder, new ManagedCoreOptions { Threads = options.Threads });
    }
}
