using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary><c>compare</c> and <c>recommend</c> on runs of the suite with a known truth.</summary>
public sealed class DecisionCommandTests : IClassFixture<DecisionCommandTests.Runs>
{
    private readonly Runs _runs;

    public DecisionCommandTests(Runs runs) => _runs = runs;

    [Fact]
    public void Compare_pairs_the_runs_and_finds_what_got_worse()
    {
        BenchProcess.Outcome outcome = BenchProcess.Run(
            "compare", _runs.Planted, _runs.Other, "--fail-if-worse", "precision-at-k:0.1", "--format", "json");

        outcome.ExitCode.ShouldBe(1, outcome.Error);
        outcome.Error.ShouldContain("worse: precision-at-k of integrated-gradients:steps=50 is worse by");
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(outcome.Output);
        json.GetProperty("paired").GetInt32().ShouldBe(20);
        JsonElement difference = json.GetProperty("differences").EnumerateArray().First();
        difference.GetProperty("verdict").GetString().ShouldBe("worse");
        difference.GetProperty("difference").GetProperty("mean").GetDouble().ShouldBeLessThan(-0.1);
        json.GetProperty("worse").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Compare_of_a_run_with_itself_succeeds_in_a_table()
    {
        using var folder = new TemporaryFolder();
        BenchProcess.Outcome outcome = BenchProcess.Run(
            "compare", _runs.Planted, _runs.Planted, "--fail-if-worse", "precision-at-k:0", "--html", folder.File("page.html"));

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        File.ReadAllText(folder.File("page.html")).ShouldContain("<section id=\"texts\">");
        BenchProcess.Run("compare", _runs.Planted, _runs.Planted, "--html", folder.File("none/page.html"))
            .ShouldBeRefused("no folder", "none");
        outcome.Output.ShouldContain("no difference shown");
        outcome.Output.ShouldContain("Over 20 common cases");
    }

    [Fact]
    public void Recommend_names_an_explainer_with_evidence_and_the_front()
    {
        JsonElement json = BenchProcess.Run("recommend", _runs.Planted, "--prefer", "right", "--max-rows", "110", "--format", "json")
            .Json();

        json.GetProperty("recommended").GetString().ShouldNotBeNullOrEmpty();
        json.GetProperty("evidence")[0].GetProperty("metric").GetString().ShouldBe("precision-at-k");
        JsonElement[] explainers = [.. json.GetProperty("explainers").EnumerateArray()];
        explainers.Select(explainer => explainer.GetProperty("name").GetString())
            .ShouldBe(["integrated-gradients:steps=50", "partition-shap"], ignoreOrder: true);
        explainers.Single(explainer => explainer.GetProperty("name").GetString() == "partition-shap").GetProperty("within_budget")
            .GetBoolean().ShouldBeFalse();
        BenchProcess.Run("recommend", _runs.Planted, "--prefer", "right").Output.ShouldContain("Front:");
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        BenchProcess.Run("recommend", _runs.Planted, "--max-rows", "-1").ShouldBeRefused("--max-rows");
        BenchProcess.Run("recommend", _runs.Planted, "--prefer", "plausible").ShouldBeRefused("no metric of plausibility");
        BenchProcess.Run("compare", _runs.Planted, _runs.Planted, "--fail-if-worse", "auprc:0.1").ShouldBeRefused("'auprc'");
        BenchProcess.Run("compare", _runs.Planted, "nowhere").ShouldBeRefused("run.json");
    }

    /// <summary>Two runs on 20 planted texts: by the model that learnt the planted words, and by one that never saw them.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Runs()
        {
            Planted = Run("planted-shortcuts", "planted-shortcut-bert-tiny");
            string suite = _folder.Write("other/suite.yaml", $"""
                name: other
                version: 1
                dataset:
                  format: jsonl
                  path: {Path.Combine(Repository.Root, "suites", "planted-shortcuts", "texts.jsonl")}
                models: [{Repository.Model("sst2-bert-mini")}]
                explainers: [random]
                metrics: [precision-at-k]
                """);
            Other = Run(suite, "sst2-bert-mini");
        }

        public string Planted { get; }

        public string Other { get; }

        public void Dispose() => _folder.Dispose();

        private string Run(string suite, string model)
        {
            BenchProcess.Outcome outcome = BenchProcess.Run(
                "run", suite, "--limit", "20", "--explainers", "integrated-gradients:steps=50,partition-shap,random",
                "--metrics", "precision-at-k,aopc-comprehensiveness", "--out", _folder.File("out"));
            outcome.ExitCode.ShouldBe(0, outcome.Error);
            return Directory.GetDirectories(_folder.File("out")).Select(folder => Path.Combine(folder, model)).Where(Directory.Exists)
                .SelectMany(Directory.GetDirectories).Single();
        }
    }
}
