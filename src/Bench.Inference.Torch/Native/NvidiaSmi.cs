using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Bench.Inference.Torch;

/// <summary>A GPU as NVIDIA's driver describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Driver">Version of the driver.</param>
/// <param name="MemoryBytes">Its memory.</param>
/// <param name="FreeBytes">What of it is free.</param>
internal sealed record NvidiaGpu(string Name, string Driver, long MemoryBytes, long FreeBytes)
{
    /// <summary>The GPUs that <c>nvidia-smi</c> lists, in its order; none where it is not there.</summary>
    public static IReadOnlyList<NvidiaGpu> All()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                "nvidia-smi", ["--query-gpu=name,driver_version,memory.total,memory.free", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? Parse(output) : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }

    /// <summary>Reads its table: one GPU a line, memory in MiB; lines of another form are left out.</summary>
    /// <param name="table">The output.</param>
    public static IReadOnlyList<NvidiaGpu> Parse(string table) =>
    [
        .. table.Split('\n').Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 4 && Mebibytes(cells[2]) is not null && Mebibytes(cells[3]) is not null)
            .Select(cells => new NvidiaGpu(cells[0], cells[1], Mebibytes(cells[2])!.Value, Mebibytes(cells[3])!.Value)),
    ];

    private static long? Mebibytes(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number << 20 : null;
}
