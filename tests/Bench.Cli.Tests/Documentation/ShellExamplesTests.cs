using System.Diagnostics;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The commands that the README and the pages of <c>docs</c> show can be typed as they stand.</summary>
public sealed class ShellExamplesTests
{
    /// <summary>A page each, so that later blocks find what earlier ones wrote.</summary>
    public static TheoryData<string> Pages =>
        [.. RunnableBlock.Pages.Where(page => RunnableBlock.Of(page).Any(block => block.Language == "sh"))];

    [Fact]
    public void Most_pages_for_users_have_examples_that_run() => Pages.Count.ShouldBeGreaterThanOrEqualTo(7);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_of_a_page_run(string page)
    {
        using var folder = new TemporaryFolder();
        foreach (string part in new[] { "suites", "results", "tests" })
        {
            Directory.CreateSymbolicLink(folder.File(part), Path.Combine(Repository.Root, part));
        }

        // What the page's commands write stays in a root of its own.
        folder.Write("run-bench.sh", $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "bench.dll")}' \"$@\"\n");
        foreach (RunnableBlock block in RunnableBlock.Of(page).Where(block => block.Language == "sh"))
        {
            string script = folder.Write("block.sh", $"set -euo pipefail\nchmod +x run-bench.sh\n{block.Text}");
            var start = new ProcessStartInfo("bash", [script])
            {
                WorkingDirectory = folder.Path,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["BENCH_ROOT"] = folder.Path;
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, $"{page}, line {block.Line}:\n{output}\n{await error}");
        }
    }
}
