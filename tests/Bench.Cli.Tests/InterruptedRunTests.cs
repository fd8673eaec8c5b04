using System.Diagnostics;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Runs stopped by Ctrl-C, and killed without warning.</summary>
public sealed class InterruptedRunTests
{
    private static readonly string[] _arguments =
        ["run", "film-reviews", "--limit", "40", "--explainers", "lime,random", "--metrics", "tau-loo,auprc", "--threads", "1", "--out"];

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public void The_same_command_continues_and_gives_the_same_bytes(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        string reference = folder.File("reference");
        BenchProcess.Run([.. _arguments, reference]).ExitCode.ShouldBe(0);
        string results = Path.Combine(folder.File("stopped"), "film-reviews", "sst2-bert-mini");

        using (Process process = BenchProcess.Start(folder.Path, [.. _arguments, folder.File("stopped")]))
        {
            string log = Path.Combine(results, "run.db-wal");
            SpinWait.SpinUntil(() => process.HasExited || (File.Exists(log) && new FileInfo(log).Length > 200_000), TimeSpan.FromMinutes(1));
            Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
            process.WaitForExit();
            process.ExitCode.ShouldBe(exitCode);
        }

        File.Exists(Path.Combine(results, "scores.csv")).ShouldBeFalse();
        BenchProcess.Outcome resumed = BenchProcess.Run([.. _arguments, folder.File("stopped")]);

        resumed.ExitCode.ShouldBe(0, resumed.Error);
        resumed.Output.ShouldMatch(@"[1-9]\d* of 40 instances are done already");
        File.ReadAllBytes(Path.Combine(results, "scores.csv"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(reference, "film-reviews", "sst2-bert-mini", "scores.csv")));
    }
}
