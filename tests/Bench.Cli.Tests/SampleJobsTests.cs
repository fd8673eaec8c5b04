using System.Diagnostics;
using System.Text.RegularExpressions;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The examples for job engines do what they promise, given the variables that the engines set.</summary>
public sealed partial class SampleJobsTests : IDisposable
{
    private const string Options = "--limit 5 --explainers gradient,random --metrics auprc";

    private static readonly string _samples = Path.Combine(Repository.Root, "tests", "samples");
    private static readonly string _bench = Path.Combine(AppContext.BaseDirectory, "bench.dll");
    private readonly TemporaryFolder _folder = new();

    private string Results => _folder.File("results");

    [Fact]
    public void Slurm()
    {
        foreach (string task in new[] { "1", "2" })
        {
            Bash([Path.Combine(_samples, "slurm", "bench.sbatch")], ("SLURM_ARRAY_TASK_ID", task), ("SLURM_ARRAY_TASK_MAX", "2"));
        }

        Bash([Path.Combine(_samples, "slurm", "merge.sbatch")]);
        ShouldBeOneRun();
    }

    [Fact]
    public void Kubernetes()
    {
        string run = Command("bench.yaml");
        run.ShouldContain("/20");
        run = run.Replace("/20", "/2", StringComparison.Ordinal)
            .Replace("run film-reviews", $"run film-reviews {Options}", StringComparison.Ordinal);
        foreach (string index in new[] { "0", "1" })
        {
            Bash(["-c", run], ("JOB_COMPLETION_INDEX", index));
        }

        Bash(["-c", Command("merge.yaml")]);
        ShouldBeOneRun();
    }

    public void Dispose() => _folder.Dispose();

    private string Command(string file) => Arguments().Match(File.ReadAllText(Path.Combine(_samples, "kubernetes", file))).Groups[1].Value
        .Replace("/bench/bench.dll", _bench, StringComparison.Ordinal)
        .Replace("/results", Results, StringComparison.Ordinal);

    private void ShouldBeOneRun()
    {
        BenchProcess.Run(["run", "film-reviews", .. Options.Split(' '), "--out", _folder.File("one")]).ExitCode.ShouldBe(0);
        Scores(Results).ShouldBe(Scores(_folder.File("one")));
    }

    private static string Scores(string output) => File.ReadAllText(Path.Combine(RunFolders.Only(output), "scores.csv"));

    private void Bash(string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)
            [("BENCH_ROOT", Repository.Root), ("BENCH", _bench), ("SUITE", "film-reviews"), ("RESULTS", Results), ("OPTIONS", Options),
                .. variables])
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output.Result + error);
    }

    [GeneratedRegex(@"args:\n\s+- (.+)\n")]
    private static partial Regex Arguments();
}
