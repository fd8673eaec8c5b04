using System.Diagnostics;
using System.Globalization;

namespace Bench.Mutants;

/// <summary>Runs tests of the copy with one mutant on.</summary>
internal sealed class TestRun(string copy)
{
    /// <summary>Environment variable that says which mutant is on.</summary>
    public const string Variable = "BENCH_MUTANT";

    /// <summary>Whether some test fails, crashes or hangs with the mutant on.</summary>
    /// <param name="mutant">The mutant.</param>
    /// <param name="limit">A test run that takes longer hangs.</param>
    public bool IsNoticed(Mutant mutant, TimeSpan limit) =>
        (mutant.Test.Length > 0 && !Passes(mutant.TestProject, mutant.Number, mutant.Test, limit))
        || !Passes(mutant.TestProject, mutant.Number, "", limit);

    /// <summary>Whether tests pass.</summary>
    /// <param name="project">Test project.</param>
    /// <param name="number">The mutant that is on, or 0.</param>
    /// <param name="test">Part of their full names, or empty for all.</param>
    /// <param name="limit">A run that takes longer counts as failed.</param>
    public bool Passes(string project, int number, string test, TimeSpan limit)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = copy,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("test");
        start.ArgumentList.Add(Path.Combine(copy, "artifacts", "bin", project, "release", $"{project}.dll"));
        if (test.Length > 0)
        {
            start.ArgumentList.Add("--filter");
            start.ArgumentList.Add($"FullyQualifiedName~{test}");
        }

        start.ArgumentList.Add("--");
        start.ArgumentList.Add("xUnit.StopOnFail=true");
        start.Environment[Variable] = number.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(limit))
        {
            return process.ExitCode == 0;
        }

        process.Kill(entireProcessTree: true);
        return false;
    }
}
