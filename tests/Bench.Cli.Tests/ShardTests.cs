using System.Diagnostics;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Runs shared among machines, and folders shared among processes.</summary>
public sealed class ShardTests
{
    private const int Count = 20;

    private static readonly string[] _arguments =
        ["run", "film-reviews", "--limit", "40", "--explainers", "gradient,gradient-x-input,random", "--metrics", "auprc,token-f1",
            "--threads", "1", "--out"];

    [Fact]
    public void Shards_merged_in_random_order_give_the_bytes_of_one_run()
    {
        using var folder = new TemporaryFolder();
        string reference = folder.File("reference");
        string shared = folder.File("shared");
        BenchProcess.Run([.. _arguments, reference]).ExitCode.ShouldBe(0);
        for (int number = 1; number <= Count; number++)
        {
            BenchProcess.Outcome shard = BenchProcess.Run([.. _arguments, shared, "--shard", $"{number}/{Count}"]);
            shard.ExitCode.ShouldBe(0, shard.Error);
            shard.Output.ShouldContain("2 instances");
        }

        string model = RunFolders.Only(shared);
        var random = new DeterministicRandom(1);
        string[] shards = [.. Directory.GetDirectories(model).OrderBy(_ => random.NextUInt64())];
        shards.Length.ShouldBe(Count);
        BenchProcess.Run(["merge", .. shards[1..]]).ShouldBeRefused("2 of 40 instances are missing", "--partial");
        BenchProcess.Outcome merged = BenchProcess.Run(["merge", .. shards]);
        merged.ExitCode.ShouldBe(0, merged.Error);

        foreach (string file in new[] { "scores.csv", "explanations.jsonl", "summary.md" })
        {
            File.ReadAllBytes(Path.Combine(model, file)).ShouldBe(File.ReadAllBytes(Path.Combine(RunFolders.Only(reference), file)));
        }
    }

    [Fact]
    public void A_second_process_is_told_who_holds_the_folder()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["run", "film-reviews", "--threads", "1", "--out", folder.File("out")];
        using Process first = BenchProcess.Start(AppContext.BaseDirectory, arguments);
        string home = Path.Combine(folder.File("out"), "film-reviews", "sst2-bert-mini");
        SpinWait.SpinUntil(
            () =>
                first.HasExited
                    || (Directory.Exists(home) && Directory.GetFiles(home, "run.db-wal", SearchOption.AllDirectories).Length > 0),
            TimeSpan.FromMinutes(1)).ShouldBeTrue();

        BenchProcess.Run(arguments).ShouldBeRefused($"in use by process {first.Id} on {Environment.MachineName} since", "--out");

        first.Kill();
        first.WaitForExit();
    }
}
