using System.Text.Json;
using Bench.Cli.Tests;
using Bench.TestKit;

namespace Bench.Inference.Torch.Tests;

/// <summary>The program with the core that lies beside these tests, found by its name.</summary>
public sealed class TorchProgramTests
{
    private static readonly string _model = Path.Combine(Repository.Golden, "models", "bert-micro");

    public TorchProgramTests() => Environment.SetEnvironmentVariable("BENCH_CORE_PATH", AppContext.BaseDirectory);

    [Fact]
    public void Explanations_agree_with_those_of_the_managed_core()
    {
        string[] explain =
            ["explain", "--model", _model, "--text", "not a dull moment", "--format", "json", "--explainer", "integrated-gradients", "--explainer", "lime"];
        JsonElement managed = BenchProcess.Run(explain).Json();
        BenchProcess.Outcome torch = BenchProcess.Run([.. explain, "--core", "torch", "--device", TestedTorchCore.Device]);
        for (int i = 0; i < 2; i++)
        {
            double[] expected = Scores(managed, i), scores = Scores(torch.Json(), i);
            Close.Within(expected, scores, 1e-4 * expected.Max(Math.Abs), 0, $"explanation {i}");
        }

        torch.Error.ShouldStartWith("Core torch on ");
        torch.Error.ShouldContain("single precision, TorchSharp");
    }

    [Fact]
    public void Runs_record_the_core_and_do_not_mix_with_other_cores()
    {
        using var folder = new TemporaryFolder();
        string[] run = ["run", "film-reviews", "--limit", "2", "--explainers", "gradient", "--metrics", "tau-loo", "--out", folder.Path];
        BenchProcess.Run([.. run, "--core", "torch", "--device", TestedTorchCore.Device]).ExitCode.ShouldBe(0);
        string first = RunFolders.Only(folder.Path);
        JsonElement torch = Manifest(first);
        torch.GetProperty("core").GetProperty("name").GetString().ShouldBe("torch");

        BenchProcess.Run([.. run, "--add-explainer", "random"]).ExitCode.ShouldBe(2);
        BenchProcess.Run(["run", "film-reviews", "--limit", "2", "--add-explainer", "random", "--metrics", "tau-loo", "--out", folder.Path])
            .ShouldBeRefused("core name");
        BenchProcess.Run(run).ExitCode.ShouldBe(0);
        JsonElement managed = Manifest(Directory.GetDirectories(Path.GetDirectoryName(first)!).Single(other => other != first));
        managed.TryGetProperty("core", out _).ShouldBeFalse();
        managed.GetProperty("identity").GetString().ShouldNotBe(torch.GetProperty("identity").GetString());
    }

    [Fact]
    public void Formulas_are_not_computed_by_a_core() =>
        BenchProcess.Run("run", "closed-form", "--limit", "1", "--core", "torch").ShouldBeRefused("formula", "--core");

    private static double[] Scores(JsonElement document, int explanation) =>
        [.. document.GetProperty("explanations")[explanation].GetProperty("scores").EnumerateArray().Select(score => score.GetDouble())];

    private static JsonElement Manifest(string folder) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(folder, "run.json")));
}
