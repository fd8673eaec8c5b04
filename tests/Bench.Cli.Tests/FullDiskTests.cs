using System.Diagnostics;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>
/// Disks that fill up while a run is saved. A limit on the size of files stands for the disk: it needs no rights and the kernel enforces
/// it in the same place.
/// </summary>
public sealed class FullDiskTests
{
    private static readonly string[] _arguments =
        ["run", "film-reviews", "--limit", "30", "--explainers", "gradient,random", "--metrics", "auprc", "--threads", "1", "--out"];

    [Fact]
    public void What_fits_is_kept_and_the_same_command_ends_with_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        string reference = folder.File("reference");
        string full = folder.File("full");
        BenchProcess.Run([.. _arguments, reference]).ExitCode.ShouldBe(0);

        BenchProcess.Outcome stopped = RunWithFilesUpTo(blocks: 150, full);
        stopped.ShouldBeRefused("run.db", "Progress cannot be saved", "Free some space");
        File.Exists(Path.Combine(RunFolders.Only(full), "scores.csv")).ShouldBeFalse();

        BenchProcess.Outcome resumed = BenchProcess.Run([.. _arguments, full]);
        resumed.ExitCode.ShouldBe(0, resumed.Error);
        resumed.Output.ShouldMatch(@"[1-9]\d* of 30 instances are done already");
        foreach (string file in new[] { "scores.csv", "explanations.jsonl", "summary.md" })
        {
            Read(full, file).ShouldBe(Read(reference, file));
        }
    }

    // The shell ignores the signal that the limit sends, so that writing fails as it does on a full disk. The runtime's double mapping of
    // code is a large file too, so it is left out.
    private static BenchProcess.Outcome RunWithFilesUpTo(int blocks, string output)
    {
        var start = new ProcessStartInfo("bash")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["BENCH_ROOT"] = Repository.Root;
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (string argument in (string[])
            ["-c", $"trap '' XFSZ; ulimit -f {blocks}; exec dotnet \"$@\"", "bash", Path.Combine(AppContext.BaseDirectory, "bench.dll"),
                .. _arguments, output])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> text = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new BenchProcess.Outcome(process.ExitCode, text.Result, error.Result);
    }

    private static byte[] Read(string output, string file) =>
        File.ReadAllBytes(Path.Combine(RunFolders.Only(output), file));
}
