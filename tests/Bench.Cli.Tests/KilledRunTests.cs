using System.Diagnostics;
using System.Globalization;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>
/// Runs killed without warning at random moments, again and again until one ends: the files are those of a run that was left alone.
/// BENCH_KILLS sets how often, 5 unless given: <c>BENCH_KILLS=50 dotnet test tests/Bench.Cli.Tests --filter KilledRunTests</c>.
/// </summary>
public sealed class KilledRunTests
{
    private const int LongestWaitMilliseconds = 2500;

    private static readonly string[] _arguments =
        ["run", "film-reviews", "--limit", "60", "--explainers", "lime,gradient,random", "--metrics", "tau-loo,auprc", "--threads", "2",
            "--out"];

    [Fact]
    public void A_run_killed_at_random_moments_ends_with_the_same_bytes()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable("BENCH_KILLS") ?? "5", CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        string reference = folder.File("reference");
        BenchProcess.Run([.. _arguments, reference]).ExitCode.ShouldBe(0);
        var random = new DeterministicRandom(20);
        int killed = 0;
        for (int round = 0; killed < kills; round++)
        {
            string output = folder.File($"killed{round}");
            while (killed < kills && KilledAfter(random.NextInt(LongestWaitMilliseconds), output))
            {
                killed++;
            }

            BenchProcess.Outcome last = BenchProcess.Run([.. _arguments, output]);
            last.ExitCode.ShouldBe(0, last.Error);
            foreach (string file in new[] { "scores.csv", "explanations.jsonl", "summary.md" })
            {
                Read(output, file).ShouldBe(Read(reference, file), $"{file} after {killed} kills");
            }
        }
    }

    // The wait begins when the run's store is there: before it, a kill would only show that nothing was begun.
    private static bool KilledAfter(int milliseconds, string output)
    {
        string home = Path.Combine(output, "film-reviews", "sst2-bert-mini");
        string[] Held() => Directory.Exists(home) ? Directory.GetFiles(home, "run.lock.txt", SearchOption.AllDirectories) : [];
        Array.ForEach(Held(), File.Delete);

        using Process process = BenchProcess.Start(AppContext.BaseDirectory, [.. _arguments, output]);
        SpinWait.SpinUntil(() => process.HasExited || Held().Length > 0, TimeSpan.FromMinutes(1)).ShouldBeTrue();
        bool ended = process.WaitForExit(milliseconds);
        process.Kill();
        process.WaitForExit();
        return !ended;
    }

    private static byte[] Read(string output, string file) =>
        File.ReadAllBytes(Path.Combine(RunFolders.Only(output), file));
}
