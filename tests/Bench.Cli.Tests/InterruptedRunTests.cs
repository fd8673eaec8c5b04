using System.Diagnostics;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Runs stopped by the signals that ask for it, and killed without warning.</summary>
public sealed class InterruptedRunTests
{
    private static readonly string[] _arguments =
        ["run", "film-reviews", "--limit", "40", "--explainers", "lime,random", "--metrics", "tau-loo,auprc", "--threads", "1", "--out"];

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("KILL", 137)]
    public void The_same_command_continues_and_gives_the_same_bytes(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        string reference = folder.File("reference");
        BenchProcess.Run([.. _arguments, reference]).ExitCode.ShouldBe(0);
        string home = Path.Combine(folder.File("stopped"), "film-reviews", "sst2-bert-mini");

        using (Process process = BenchProcess.Start(folder.Path, [.. _arguments, folder.File("stopped")]))
        {
            SpinWait.SpinUntil(() => process.HasExited || LogLength(home) > 200_000, TimeSpan.FromMinutes(1));
            Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();
            process.WaitForExit();
            process.ExitCode.ShouldBe(exitCode);
            process.StandardError.ReadToEnd().Contains("Stopped. Finished work is kept", StringComparison.Ordinal)
                .ShouldBe(signal != "KILL");
        }

        string results = RunFolders.Only(folder.File("stopped"));
        File.Exists(Path.Combine(results, "scores.csv")).ShouldBeFalse();
        BenchProcess.Outcome resumed = BenchProcess.Run([.. _arguments, folder.File("stopped")]);

        resumed.ExitCode.ShouldBe(0, resumed.Error);
        resumed.Output.ShouldMatch(@"[1-9]\d* of 40 instances are done already");
        File.ReadAllBytes(Path.Combine(results, "scores.csv"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(RunFolders.Only(reference), "scores.csv")));
    }

    [Fact]
    public void It_is_said_once_that_the_program_stops()
    {
        using var error = new StringWriter();
        using var signals = new StopSignals(error);

        Parallel.For(0, 8, _ => signals.Say());

        error.ToString().ShouldBe($"Stopped. Finished work is kept; the same command continues.{Environment.NewLine}");
    }

    private static long LogLength(string home) => Directory.Exists(home)
        ? Directory.GetFiles(home, "run.db-wal", SearchOption.AllDirectories).Sum(log => new FileInfo(log).Length)
        : 0;
}
