using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Performance;

/// <summary>Runs of growing size: cost per instance and memory must not grow with them.</summary>
internal static class StreamTable
{
    private static readonly string[] _words =
        ["film", "story", "actor", "scene", "music", "dull", "charming", "slow", "bright", "never", "always", "ending", "plot", "funny",
            "cold"];

    public static PerformanceTable Measure()
    {
        using var folder = new TemporaryFolder();
        return new PerformanceTable(
            "Streamed runs",
            $"`run` as a process of its own over made-up texts of 4 to 12 words: {ShippedSuite.ModelName}, gradient and random, "
                + "comprehensiveness and token-f1.",
            ["seconds", "CPU seconds", "CPU ms per instance", "peak working set, MB"],
            [.. new[] { 100, 1_000, 10_000 }.Select(count => Measure(folder, count))]);
    }

    private static PerformanceRow Measure(TemporaryFolder folder, int count)
    {
        string suite = Path.GetDirectoryName(folder.Write($"{count}/suite.yaml", $"""
            name: stream-{count}
            version: 1
            dataset:
              format: jsonl
              path: texts.jsonl
            models:
              - path: {ShippedSuite.ModelFolder}
            explainers: [gradient, random]
            metrics: [aopc-comprehensiveness, token-f1]
            """))!;
        folder.Write($"{count}/texts.jsonl", string.Concat(Lines(count)));
        (Timing timing,
            long peak) = BenchProgram.Run("run", suite, "--out", folder.File("out"), "--threads", FixedSet.ThreadCounts[^1].ToString());
        return PerformanceRow.Of($"{count:N0} instances", timing.Wall, timing.Cpu, 1e3 * timing.Cpu / count, peak / 1e6);
    }

    private static IEnumerable<string> Lines(int count)
    {
        var random = new DeterministicRandom(6);
        for (int i = 0; i < count; i++)
        {
            string[] words = [.. Enumerable.Range(0, 4 + random.NextInt(9)).Select(_ => _words[random.NextInt(_words.Length)])];
            yield return JsonSerializer.Serialize(new
            {
                id = $"text-{i}",
                text = string.Join(' ', words),
                label = "POSITIVE",
                rationale = new[] { new[] { 0, words[0].Length } },
            }) + "\n";
        }
    }
}
