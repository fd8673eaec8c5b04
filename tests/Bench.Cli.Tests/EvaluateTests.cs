using Bench.TestKit;

namespace Bench.Cli.Tests;

public sealed class EvaluateTests
{
    [Fact]
    public void The_number_explained_and_the_seed_are_the_users()
    {
        using var folder = new TemporaryFolder();
        string scores = folder.Write("scores.json", "[0.1, 0.3, -0.2, 0.4, 0.5]");
        double Infidelity(params string[] options) => BenchProcess.Run([
            "evaluate", "--model", "sst2-bert-mini", "--text", "not a dull moment here", "--scores", scores,
            "--metrics", "infidelity", "--format", "json", .. options]).Json().GetProperty("scores")[0].GetProperty("value").GetDouble();

        double value = Infidelity();

        Infidelity("--seed", "42", "--quantity", "logit").ShouldBe(value);
        Infidelity("--seed", "7").ShouldNotBe(value);
        Infidelity("--quantity", "probability").ShouldNotBe(value);
    }

    [Fact]
    public void Scores_are_of_one_target()
    {
        using var folder = new TemporaryFolder();
        string scores = folder.Write("scores.json", "[0.1, 0.3, -0.2, 0.4, 0.5]");

        BenchProcess.Run(
            "evaluate", "--model", "sst2-bert-mini", "--text", "not a dull moment here", "--scores", scores, "--target", "all")
            .ShouldBeRefused("2 targets are meant: NEGATIVE, POSITIVE", "--target");
    }
}
