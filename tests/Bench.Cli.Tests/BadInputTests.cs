using System.Text.Json.Nodes;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Whatever is wrong with the input: a message that names place and remedy, exit code 2, nothing half-written.</summary>
public sealed class BadInputTests
{
    private const string Text = "a great film";
    private static readonly string _bert = Path.Combine(Repository.Golden, "models", "bert-micro");

    [Theory]
    [InlineData("report", "film-reviews", "--out", "")]
    [InlineData("explain", "--model", "sst2-bert-mini", "--text", "a", "--html", "")]
    [InlineData("evaluate", "--model", "sst2-bert-mini", "--text", "a", "--scores", "")]
    [InlineData("merge", "")]
    [InlineData("runs", "--out", "")]
    public void An_empty_word_is_refused_with_its_place(params string[] arguments) =>
        BenchProcess.Run(arguments).ShouldBeRefused($"The word behind '{arguments[^2]}' is empty");

    [Fact]
    public void Missing_weights()
    {
        using var copy = new ModelCopy("bert-micro");
        File.Delete(copy.File("model.safetensors"));

        Explain(copy.Folder).ShouldBeRefused("model.safetensors");
    }

    [Fact]
    public void Truncated_weights()
    {
        using var copy = new ModelCopy("bert-micro");
        using (FileStream weights = File.OpenWrite(copy.File("model.safetensors")))
        {
            weights.SetLength(weights.Length / 2);
        }

        Explain(copy.Folder).ShouldBeRefused("model.safetensors");
    }

    [Fact]
    public void Header_longer_than_the_file()
    {
        using var copy = new ModelCopy("bert-micro");
        File.WriteAllBytes(copy.File("model.safetensors"), [255, 255, 255, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']);

        Explain(copy.Folder).ShouldBeRefused("model.safetensors", "16777215");
    }

    [Fact]
    public void Unknown_architecture()
    {
        using var copy = new ModelCopy("bert-micro");
        copy.Configure(config => config["architectures"] = new JsonArray("FunnelForSequenceClassification"));

        Explain(copy.Folder).ShouldBeRefused("config.json", "FunnelForSequenceClassification", "BertForSequenceClassification");
    }

    [Fact]
    public void Weights_that_are_no_numbers()
    {
        using var copy = new ModelCopy("bert-micro");
        copy.Reweigh(tensors => tensors["classifier.bias"] = RawTensor.Of([0f, float.NaN, 0f], 3));

        Explain(copy.Folder).ShouldBeRefused("classifier.bias", "NaN");
    }

    [Fact]
    public void Vocabulary_that_does_not_match_the_embedding()
    {
        using var copy = new ModelCopy("bert-micro");
        File.AppendAllText(copy.File("vocab.txt"), "one\ntoo\nmany\n");
        File.Delete(copy.File("tokenizer.json"));

        Explain(copy.Folder).ShouldBeRefused("vocab.txt", "600");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  \t ", "no tokens")]
    [InlineData("\u0001\u0002", "no tokens")]
    [InlineData("\u16A0\u16B1 \u16A2", "unknown to the model's vocabulary")]
    public void Text_without_meaning(string text, string expected) =>
        BenchProcess.Run("explain", "--model", _bert, "--text", text).ShouldBeRefused("--text", expected);

    [Fact]
    public void Text_over_the_models_length_is_refused_unless_it_may_be_cut()
    {
        string text = string.Join(' ', Enumerable.Repeat("great film", 100));

        BenchProcess.Run("explain", "--model", _bert, "--text", text).ShouldBeRefused("202 tokens", "takes 64", "--truncate");
        BenchProcess.Run("explain", "--model", _bert, "--text", text, "--truncate", "--explainer", "gradient", "--format", "json")
            .Json().GetProperty("truncated").GetInt32().ShouldBe(138);
    }

    [Theory]
    [InlineData("intgrated-gradients", "Did you mean 'integrated-gradients'")]
    [InlineData("lime:samples=-1", "Allowed: 0 to 1000000")]
    [InlineData("lime:smaples=5", "Did you mean 'samples'?")]
    [InlineData("integrated-gradients:steps=0", "Allowed: 1")]
    [InlineData("integrated-gradients:steps", "has no '='")]
    public void Unknown_explainers_and_options(string explainer, string expected) =>
        BenchProcess.Run("explain", "--model", _bert, "--text", Text, "--explainer", explainer).ShouldBeRefused(expected);

    [Theory]
    [InlineData("positiv", "Did you mean 'positive'?")]
    [InlineData("3", "negative, neutral, positive")]
    public void Unknown_target(string target, string expected) =>
        BenchProcess.Run("explain", "--model", _bert, "--text", Text, "--target", target).ShouldBeRefused("--target", expected);

    [Theory]
    [InlineData("[1, 2, NaN]", "scores.json:1")]
    [InlineData("[1, 2, \"NaN\"]", "Entry 2")]
    [InlineData("[1, 2, 1e999]", "Entry 2")]
    [InlineData("[1, 2]", "2 scores for 5 tokens (3 without special tokens)")]
    [InlineData("[1, 2, 3, 4, 5, 6]", "6 scores for 5 tokens")]
    [InlineData("{\"values\": []}", "'scores'")]
    [InlineData("[1, 2,\n3", "scores.json:2")]
    public void Scores_that_are_none(string scores, string expected)
    {
        using var folder = new TemporaryFolder();

        BenchProcess.Run("evaluate", "--model", _bert, "--text", Text, "--scores", folder.Write("scores.json", scores))
            .ShouldBeRefused("scores.json", expected);
    }

    [Theory]
    [InlineData("[[0, 99]]")]
    [InlineData("[[0, 13]]")]
    [InlineData("[[-1, 2]]")]
    [InlineData("[[3, 3]]")]
    [InlineData("[[0, 1, 1]]")]
    public void Rationale_spans_outside_the_text(string spans)
    {
        using var folder = new TemporaryFolder();
        string scores = folder.Write("scores.json", "[1, 2, 3]");

        BenchProcess.Run(
            "evaluate", "--model", _bert, "--text", Text, "--scores", scores, "--rationale", folder.Write("rationale.json", spans))
            .ShouldBeRefused("rationale.json", "Span 0");
    }

    [Theory]
    [InlineData(
        "{\"id\":\"b\",\"text\":\"a great film\",\"label\":\"positive\"}\n{\"id\":\"b\",\"text\":\"a film\",\"label\":\"positive\"}",
        "texts.jsonl:2")]
    [InlineData("{\"id\":\"b\",\"text\":\"a great film\",\"label\":\"wonderful\"}", "texts.jsonl:1", "negative, neutral, positive")]
    [InlineData("{\"id\":\"b\",\"text\":\"a great film\",\"label\":\"positive\",\"rationale\":[[2,50]]}", "texts.jsonl:1")]
    [InlineData("{\"id\":\"b\",\"text\":\"\",\"label\":\"positive\"}", "texts.jsonl:1")]
    [InlineData("{\"id\":\"b\",\"text\":\"a great film\"}\n{\"id\":\"c\",\"text\":", "texts.jsonl:2")]
    public void Datasets_with_a_bad_row(string rows, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("texts.jsonl", rows + "\n");

        Run(folder).ShouldBeRefused(expected);
        Directory.Exists(folder.File("out")).ShouldBeFalse();
    }

    [Fact]
    public void Csv_with_a_bad_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("texts.csv", "text,label\na great film,positive\n\"a film,positive\n");

        Run(folder, "csv", "texts.csv").ShouldBeRefused("texts.csv:3");
    }

    [Fact]
    public void Results_folder_that_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        folder.Write("texts.jsonl", "{\"id\":\"b\",\"text\":\"a great film\",\"label\":\"positive\"}\n");
        folder.Write("out", "a file in the way");

        Run(folder).ShouldBeRefused("out", "--out");
    }

    [Fact]
    public void Full_disk()
    {
        using var folder = new TemporaryFolder();
        folder.Write("texts.jsonl", "{\"id\":\"b\",\"text\":\"a great film\",\"label\":\"positive\"}\n");
        Run(folder).ExitCode.ShouldBe(0);
        string results = RunFolders.Only(folder.File("out"), "bad", "bert-micro");
        Directory.Delete(results, recursive: true);
        Directory.CreateDirectory(results);
        File.CreateSymbolicLink(Path.Combine(results, "scores.csv.tmp"), "/dev/full");

        Run(folder).ShouldBeRefused("scores.csv", "Free some space");
        File.Exists(Path.Combine(results, "scores.csv")).ShouldBeFalse();
        File.Exists(Path.Combine(results, "run.db")).ShouldBeTrue();
    }

    [Fact]
    public void Malformed_words_on_the_command_line()
    {
        BenchProcess.Run("explain", "--text", Text, "--model").ShouldBeRefused("--model");
        BenchProcess.Run("run", "film-review").ShouldBeRefused("Did you mean 'film-reviews'?");
        BenchProcess.Run("run", "film-reviews", "--limit", "0").ShouldBeRefused("--limit");
        BenchProcess.Run("run", "film-reviews", "--limit", "many").ShouldBeRefused("--limit");
        BenchProcess.Run("run", "film-reviews", "--threads", "0").ShouldBeRefused("--threads", "--threads is '0', expected a whole number from 1 to ");
        BenchProcess.Run("run", "film-reviews", "--profile", "feret").ShouldBeRefused("ferret");
        BenchProcess.Run("frobnicate").ShouldBeRefused("frobnicate");
    }

    private static BenchProcess.Outcome Explain(string model) =>
        BenchProcess.Run("explain", "--model", model, "--text", Text, "--explainer", "gradient");

    private static BenchProcess.Outcome Run(TemporaryFolder folder, string format = "jsonl", string path = "texts.jsonl")
    {
        string suite = folder.Write("suite.yaml", $"""
            name: bad
            version: 1
            dataset:
              format: {format}
              path: {path}
            models:
              - path: {_bert}
            explainers: [gradient]
            metrics: [auprc]
            """);
        return BenchProcess.Run("run", suite, "--out", folder.File("out"));
    }

    [Theory]
    [InlineData("--limit", "2")]
    [InlineData("--shard", "1/2")]
    [InlineData("--explainers", "random")]
    [InlineData("--seed", "7")]
    public void A_reference_is_the_suite_as_it_stands(params string[] option) =>
        BenchProcess.Run(["run", "closed-form", "--reference", .. option]).ShouldBeRefused("--reference", "Leave out");
}
