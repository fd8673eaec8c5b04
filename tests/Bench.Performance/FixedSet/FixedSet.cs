using System.Diagnostics;
using System.Globalization;
using Bench.Evaluation;
using Bench.TestKit;

namespace Bench.Performance;

/// <summary>
/// The short set of <c>./run-bench.sh perf</c>: measures, prints, and writes <c>runs/performance</c>, or with <c>--reference</c> the
/// committed <c>results/performance</c>.
/// </summary>
internal static class FixedSet
{
    private const string Reference = "--reference";

    private static readonly (string Name, Func<PerformanceTable> Measure)[] _parts =
    [
        ("gemm", GemmTable.Measure),
        ("encoder", EncoderTable.Measure),
        ("families", FamilyTable.Measure),
        ("pictures", PictureTable.Measure),
        ("lengths", LengthsTable.Measure),
        ("instance", InstanceTable.Measure),
        ("calls", CallsTable.Measure),
        ("threads", ThreadsTable.Measure),
        ("stream", StreamTable.Measure),
        ("tokenizer", TokenizerTable.Measure),
        ("start", StartTable.Measure),
    ];

    /// <summary>Threads that cases are measured with.</summary>
    public static int[] ThreadCounts { get; } = [.. new[] { 1, Math.Min(2, Environment.ProcessorCount) }.Distinct()];

    /// <summary>Measures.</summary>
    /// <param name="names">The parts to measure, without writing files; all of them, with files, where empty.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] names)
    {
        bool isReference = names.Contains(Reference);
        names = [.. names.Except([Reference])];
        if (names.Except(_parts.Select(part => part.Name)).ToArray() is { Length: > 0 } unknown)
        {
            Console.Error.WriteLine(
                $"error: There is no part {string.Join(", ", unknown)}. Parts: {string.Join(", ", _parts.Select(part => part.Name))}.");
            return 2;
        }

        if (isReference && names.Length > 0)
        {
            Console.Error.WriteLine($"error: The reference has all parts. Leave out {Reference}, or {string.Join(", ", names)}.");
            return 2;
        }

        double load = LoadAverage();
        var tables = new List<PerformanceTable>();
        foreach ((string name, Func<PerformanceTable> measure) in _parts.Where(part => names.Length == 0 || names.Contains(part.Name)))
        {
            Console.Error.Write($"{name} … ");
            long start = Stopwatch.GetTimestamp();
            tables.Add(measure());
            Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        }

        var report = new PerformanceReport(Machine.Current, DateOnly.FromDateTime(DateTime.UtcNow), load, [.. tables]);
        Console.Write(report.ToMarkdown());
        if (names.Length == 0)
        {
            Console.WriteLine(
                $"\nWritten: {Path.GetRelativePath(Repository.Root, report.Write(Path.Combine(Repository.Root, isReference ? "results" : "runs", "performance")))}");
        }

        return 0;
    }

    private static double LoadAverage()
    {
        const string linux = "/proc/loadavg";
        return File.Exists(linux) ? double.Parse(File.ReadAllText(linux).Split(' ')[0], CultureInfo.InvariantCulture) : double.NaN;
    }
}
