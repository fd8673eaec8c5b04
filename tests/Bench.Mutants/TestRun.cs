using System.Diagnostics;
using System.Globalization;
using Bench.Abstractions;

namespace Bench.Mutants;

/// <summary>Runs tests of the copy with one mutant on.</summary>
/// <param name="root">The repository.</param>
/// <param name="copy">The copy's folder.</param>
internal sealed class TestRun(string root, string copy)
{
    private readonly Lazy<bool> _hasTorchEnvironment = new(() => HasTorchEnvironment(root));

    /// <summary>The test that failed first in the last run; empty where none did.</summary>
    public string FirstFailed { get; private set; } = "";

    /// <summary>Runs tests without any mutant, to see how long a run with one may take.</summary>
    /// <exception cref="BenchException">They fail.</exception>
    public TimeSpan Limit(string project, string test)
    {
        long start = Stopwatch.GetTimestamp();
        return Run(project, 0, test, TimeSpan.FromMinutes(40)) is TestOutcome.Passed or TestOutcome.Skipped
            ? (Stopwatch.GetElapsedTime(start) * 10) + TimeSpan.FromMinutes(2)
            : throw new BenchException(
                $"The tests fail without any mutant ('{test}'): {FirstFailed}", project, "Make `./run-bench.sh check` pass first");
    }

    /// <summary>Runs tests.</summary>
    /// <param name="project">Test project.</param>
    /// <param name="number">The mutant that is on, or 0.</param>
    /// <param name="test">Parts of their full names with | between them, or empty for all.</param>
    /// <param name="limit">A run that takes longer hangs.</param>
    /// <exception cref="BenchException">No test has such a name.</exception>
    public TestOutcome Run(string project, int number, string test, TimeSpan limit)
    {
        string[] command = project.Contains("Torch", StringComparison.Ordinal) && _hasTorchEnvironment.Value
            ? ["bash", TorchEnvironment(root), "dotnet"]
            : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], "test"])
        {
            WorkingDirectory = copy,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(copy, "artifacts", "bin", project, "release", $"{project}.dll"));
        if (test.Length > 0)
        {
            start.ArgumentList.Add("--filter");
            start.ArgumentList.Add(string.Join('|', test.Split('|').Select(part => $"FullyQualifiedName~{part}")));
        }

        start.ArgumentList.Add("--");
        start.ArgumentList.Add("xUnit.StopOnFail=true");
        start.Environment[Edit.Variable] = number.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        bool isNone = false, isSkipped = false;
        FirstFailed = "";
        process.OutputDataReceived += (_, line) =>
        {
            isNone |= line.Data?.StartsWith("No test matches", StringComparison.Ordinal) == true;
            isSkipped |= line.Data?.StartsWith("Skipped!", StringComparison.Ordinal) == true;
            if (FirstFailed.Length == 0 && line.Data?.StartsWith("  Failed ", StringComparison.Ordinal) == true)
            {
                FirstFailed = line.Data.Trim().Split(' ')[1];
            }
        };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            return TestOutcome.Hung;
        }

        process.WaitForExit();
        return isNone
            ? throw new BenchException(
                $"No test has '{test}' in its name", project, "Name one in the 'test' of its mutants, or leave it out")
            : process.ExitCode != 0 ? TestOutcome.Failed : isSkipped ? TestOutcome.Skipped : TestOutcome.Passed;
    }

    private static string TorchEnvironment(string root) => Path.Combine(root, "tests", "debian13.sh");

    // As tests/check.sh has it: where there is none the tests run without and are skipped if libtorch cannot be loaded.
    private static bool HasTorchEnvironment(string root)
    {
        using Process process = Process.Start("bash", [TorchEnvironment(root), "bash", "-c", ":"]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
