using System.Globalization;
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
            ["explain", "--model", _model, "--text", "not a dull moment", "--format", "json", "--explainer", "integrated-gradients",
                "--explainer", "lime"];
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
    public void Two_devices_share_a_run_and_compute_what_one_computes()
    {
        using var folder = new TemporaryFolder();
        string[] run =
            ["run", "film-reviews", "--limit", "3", "--explainers", "gradient-x-input,lime:samples=40", "--metrics", "tau-loo", "--core",
                "torch"];
        BenchProcess.Run([.. run, "--device", "cpu", "--out", folder.File("one")]).ExitCode.ShouldBe(0);
        BenchProcess.Run([.. run, "--device", "cpu,cpu", "--out", folder.File("two")]).ExitCode.ShouldBe(0);
        string one = RunFolders.Only(folder.File("one")), two = RunFolders.Only(folder.File("two"));
        Manifest(two).GetProperty("core").GetProperty("device").GetString().ShouldBe("cpu,cpu");
        (string Name, double Score)[] expected = ScoresOf(one), scores = ScoresOf(two);
        scores.Select(score => score.Name).ShouldBe(expected.Select(score => score.Name));

        // Batches differ, and with them the last bits: a rank correlation moves where two tokens score alike.
        Close.Within([.. expected.Select(score => score.Score)], [.. scores.Select(score => score.Score)], 0.01, 0, "scores");
    }

    [Fact]
    public void Devices_that_are_not_there_are_refused_with_those_that_are() =>
        BenchProcess.Run("run", "film-reviews", "--limit", "1", "--core", "torch", "--device", "cpu,cuda:99")
            .ShouldBeRefused("cuda:99", "Found: cpu");

    [Fact]
    public void Formulas_are_not_computed_by_a_core() =>
        BenchProcess.Run("run", "closed-form", "--limit", "1", "--core", "torch").ShouldBeRefused("formula", "--core");

    private static double[] Scores(JsonElement document, int explanation) =>
        [.. document.GetProperty("explanations")[explanation].GetProperty("scores").EnumerateArray().Select(score => score.GetDouble())];

    private static (string Name, double Score)[] ScoresOf(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "scores.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => (
            string.Join(',', cells[..^2]), double.Parse(cells[^2], CultureInfo.InvariantCulture))),
    ];

    private static JsonElement Manifest(string folder) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(folder, "run.json")));
}
