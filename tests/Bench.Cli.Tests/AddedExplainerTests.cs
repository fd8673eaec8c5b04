using Bench.TestKit;

namespace Bench.Cli.Tests;

public sealed class AddedExplainerTests
{
    [Fact]
    public void Explainers_join_a_finished_run()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["run", "film-reviews", "--limit", "3", "--metrics", "auprc", "--out", folder.Path];
        BenchProcess.Run([.. arguments, "--add-explainer", "random"]).ShouldBeRefused("no finished run", "--out");
        BenchProcess.Run([.. arguments, "--explainers", "gradient"]).ExitCode.ShouldBe(0);

        BenchProcess.Run([.. arguments, "--explainers", "gradient", "--add-explainer", "random"]).ShouldBeRefused("--add-explainer");
        BenchProcess.Run([.. arguments, "--add-explainer", "random", "--seed", "7"]).ShouldBeRefused("seed 7, was 42");
        BenchProcess.Outcome added = BenchProcess.Run([.. arguments, "--add-explainer", "gradient-x-input,random"]);

        added.ExitCode.ShouldBe(0, added.Error);
        string[] runs = Directory.GetDirectories(Path.Combine(folder.Path, "film-reviews", "sst2-bert-mini"));
        runs.Length.ShouldBe(2, "the run that explainers were added to stays");
        string more =
            runs.Single(run => File.ReadAllText(Path.Combine(run, "scores.csv")).Contains("gradient-x-input", StringComparison.Ordinal));
        File.ReadLines(Path.Combine(more, "scores.csv")).Take(4).Select(line => line.Split(',')[2])
            .ShouldBe(["explainer", "gradient", "gradient-x-input", "random"]);
    }
}
