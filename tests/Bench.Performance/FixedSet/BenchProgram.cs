using System.Diagnostics;
using Bench.TestKit;

namespace Bench.Performance;

/// <summary>The program as a user starts it.</summary>
internal static class BenchProgram
{
    private static readonly string _program = Path.Combine(Repository.Root, "artifacts", "bin", "Bench.Cli", "release", "bench.dll");

    /// <summary>Runs a command to its end.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>Its time (processor time as last seen, a few milliseconds before the end), and the largest working set in bytes.</returns>
    public static (Timing Timing, long PeakBytes) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [_program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BENCH_ROOT"] = Repository.Root },
        };
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        double cpu = 0;
        while (!process.WaitForExit(5))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
                cpu = Math.Max(cpu, process.TotalProcessorTime.TotalSeconds);
            }
            catch (InvalidOperationException)
            {
                // It ended between the lines; what was seen until then stands.
            }
        }

        double wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        _ = output.Result;
        return process.ExitCode == 0
            ? (new Timing(wall, cpu), peak)
            : throw new InvalidOperationException($"bench {string.Join(' ', arguments)} failed: {errors.Result}");
    }
}
