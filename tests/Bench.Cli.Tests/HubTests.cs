using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>
/// From a name at the hub to an explanation, as a user has it: a process of its own, a hub on this machine, a cache of its own.
/// </summary>
public sealed class HubTests : IDisposable
{
    private const string Name = "bench/sst2-bert-mini";
    private static readonly string _model = Path.Combine(Repository.Root, "suites", "models", "sst2-bert-mini");
    private static readonly string[] _explain = [
        "explain", "--model", Name, "--text", "Not a dull moment in it.", "--explainer", "gradient", "--format", "json"];

    private readonly HubStandIn _hub = new();
    private readonly TemporaryFolder _home = new();

    public void Dispose()
    {
        _hub.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void A_name_is_downloaded_once_and_explains_as_the_folder_does()
    {
        StoredRepository stored = _hub.AddFolder(Name, _model);

        BenchProcess.Outcome first = Run(_explain);
        string[] asked = [.. _hub.Requests.Select(request => request.Path)];
        BenchProcess.Outcome second = Run([.. _explain, "--offline"]);

        Scores(first).ShouldBe(Scores(BenchProcess.Run([.. _explain.Select(word => word == Name ? _model : word)])));
        Scores(second).ShouldBe(Scores(first));
        first.Json().GetProperty("model").GetString().ShouldBe("sst2-bert-mini");
        first.Error.ShouldContain($"Downloading {Name}: 7");
        second.Error.ShouldBeEmpty();
        asked.ShouldNotContain(path => path.EndsWith("README.md", StringComparison.Ordinal));
        _hub.Requests.Count.ShouldBe(asked.Length, "offline asks nothing");
        File.Exists(Path.Combine(_home.Path, "hub", "models--bench--sst2-bert-mini", "snapshots", stored.Commit, "model.safetensors"))
            .ShouldBeTrue();
    }

    [Fact]
    public void Models_lists_what_ships_and_what_is_cached()
    {
        StoredRepository stored = _hub.AddFolder(Name, _model);
        Run("explain", "x", "--model", Name, "--explainer", "random").ExitCode.ShouldBe(0);

        JsonElement[] models = [.. Run("models", "--format", "json").Json().EnumerateArray()];

        JsonElement cached = models.Single(model => model.GetProperty("name").GetString() == Name);
        cached.GetProperty("commit").GetString().ShouldBe(stored.Commit);
        cached.GetProperty("architecture").GetString().ShouldBe("BertForSequenceClassification");
        cached.GetProperty("task").GetString().ShouldBe("classification");
        cached.GetProperty("bytes").GetInt64().ShouldBeGreaterThan(7_000_000);
        models.Select(model => model.GetProperty("name").GetString()).ShouldContain("emotion-bert-mini");
        BenchProcess.Outcome table = Run("models");
        table.Output.ShouldContain(stored.Commit[..12]);
        table.Output.ShouldContain("emotion-bert-mini");
    }

    [Fact]
    public void A_run_names_repository_and_commit_and_another_commit_is_another_run()
    {
        StoredRepository stored = _hub.AddFolder(Name, _model);
        string suite = _home.Write("suite/suite.yaml",
            $$"""
            name: tiny
            version: 1
            dataset: {format: jsonl, path: texts.jsonl}
            models: [{hub: "{{Name}}@main"}]
            explainers: [gradient]
            metrics: [model-rows]
            """);
        _home.Write("suite/texts.jsonl", "{\"text\": \"Not a dull moment.\", \"label\": \"POSITIVE\"}\n");

        Run("run", Path.GetDirectoryName(suite)!, "--out", _home.File("runs")).ExitCode.ShouldBe(0);

        string run = Directory.EnumerateDirectories(_home.File("runs/tiny/sst2-bert-mini")).Single();
        JsonElement manifest = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(run, "run.json")));
        manifest.GetProperty("model").GetProperty("hub").GetString().ShouldBe($"{Name}@{stored.Commit}");

        Dictionary<string,
            byte[]> changed = Directory.EnumerateFiles(_model).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        changed["README.md"] = [1];
        _hub.Add(Name, "main", changed);
        Run("run", Path.GetDirectoryName(suite)!, "--out", _home.File("runs")).ExitCode.ShouldBe(0);
        Directory.EnumerateDirectories(_home.File("runs/tiny/sst2-bert-mini")).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData($"{{hub: {Name}}}")]
    [InlineData(Name)]
    [InlineData("SST2-bert-mini")]
    public void A_suite_names_model_and_dataset_of_the_hub_or_a_model_that_ships(string model)
    {
        _hub.AddFolder(Name, _model);
        StoredRepository data = _hub.Add("datasets/bench/films", "main", new Dictionary<string, byte[]>
        {
            ["data/test-00000-of-00001.parquet"] = File.ReadAllBytes(Path.Combine(Repository.Golden, "datasets", "arrow.parquet")),
        });
        string suite = _home.Write("suite/suite.yaml",
            $$"""
            name: films
            version: 1
            dataset: {hub: bench/films, split: test, marks: words, labels: {NEG: NEGATIVE, POS: POSITIVE}, sample: 2}
            models: [{{model}}]
            explainers: [gradient]
            metrics: [model-rows]
            """);

        Run("run", Path.GetDirectoryName(suite)!, "--out", _home.File("runs")).ExitCode.ShouldBe(0);

        string run = Directory.EnumerateDirectories(_home.File("runs/films/sst2-bert-mini")).Single();
        JsonElement manifest = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(run, "run.json")));
        manifest.GetProperty("instances").GetInt32().ShouldBe(2);
        manifest.GetProperty("dataset").GetProperty("options").GetProperty("hub").GetString().ShouldBe($"bench/films@{data.Commit} test");
        Run("run", Path.GetDirectoryName(suite)!, "--out", _home.File("runs"), "--offline").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void What_the_hub_refuses_is_an_error_and_no_stack_trace()
    {
        _hub.AddFolder(Name, _model);

        Run("explain", "--model", "bench/sst2-bert-mimi", "--text", "x")
            .ShouldBeRefused("no model 'bench/sst2-bert-mimi'", $"Did you mean '{Name}'?");
        Run("explain", "--model", Name, "--text", "x", "--offline").ShouldBeRefused("is not in the cache");
        Run("explain", "--model", $"{Name}@other", "--text", "x").ShouldBeRefused("no revision 'other'");
    }

    private BenchProcess.Outcome Run(params string[] arguments) => BenchProcess.RunIn(
        _home.Path,
        [("HF_ENDPOINT", _hub.Endpoint.AbsoluteUri), ("HF_HOME", _home.Path), ("HF_HUB_CACHE", ""), ("HF_TOKEN", ""),
            ("HF_HUB_OFFLINE", "")], arguments);

    private static string Scores(BenchProcess.Outcome outcome) =>
        outcome.Json().GetProperty("explanations")[0].GetProperty("scores").GetRawText();
}
