using Bench.TestKit;

namespace Bench.Cli.Tests;

public sealed class StudyCommandTests
{
    [Fact]
    public void Statistics_writes_what_it_prints_and_repeats_itself()
    {
        using var folder = new TemporaryFolder();
        BenchProcess.Outcome[] outcomes = [.. new[] { "one.md", "two.md" }.Select(file => BenchProcess.Run(
            "study", "statistics", "--trials", "20", "--out", Path.Combine(folder.Path, file)))];

        string[] files = [.. new[] { "one.md", "two.md" }.Select(file => File.ReadAllText(Path.Combine(folder.Path, file)))];
        files[1].ShouldBe(files[0]);
        outcomes[0].Output.ShouldContain(files[0]);
        files[0].ShouldMatch(@"\| two classes with mirrored scores \| 40 \| \d+\.\d % \|");

        // Twenty runs prove nothing, so that either answer is right; anything else would be a defect.
        outcomes.ShouldAllBe(outcome => outcome.ExitCode == 0 || outcome.ExitCode == 1);
    }

    [Fact]
    public void Nonsense_is_refused() =>
        BenchProcess.Run("study", "statistics", "--trials", "0").ShouldBeRefused("--trials", "expected a whole number from 1 to 1000000");
}
