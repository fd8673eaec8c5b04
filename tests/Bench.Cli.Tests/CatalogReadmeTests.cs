using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The README files of explainers and metrics are what the catalogues say.</summary>
public sealed class CatalogReadmeTests
{
    [Theory]
    [InlineData("explainers", "Bench.Explainers", "integrated-gradients")]
    [InlineData("metrics", "Bench.Metrics", "aopc-comprehensiveness")]
    public void It_is_what_the_command_prints(string kind, string project, string id)
    {
        BenchProcess.Outcome outcome = BenchProcess.Run("list", kind, "--format", "markdown");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain($"\n| {id} | ");
        string readme = Path.Combine(Repository.Root, "src", project, "README.md");
        File.ReadAllText(readme)
            .ShouldBe(outcome.Output, $"Renew it: ./run-bench.sh list {kind} --format markdown > src/{project}/README.md");
    }

    [Fact]
    public void Every_entry_has_a_line_of_as_many_cells()
    {
        foreach ((string kind, int columns) in (ReadOnlySpan<(string, int)>)[("explainers", 6), ("metrics", 8)])
        {
            int entries = BenchProcess.Run("list", kind, "--format", "json").Json().GetArrayLength();
            string[] lines =
                [.. BenchProcess.Run("list", kind, "--format", "markdown").Output.Split('\n').Where(line => line.StartsWith('|'))];

            lines.Length.ShouldBe(entries + 2);
            lines.ShouldAllBe(line => line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|') == columns + 1);
        }
    }
}
