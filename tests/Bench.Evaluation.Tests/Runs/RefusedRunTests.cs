using Bench.Abstractions;

namespace Bench.Evaluation.Tests;

/// <summary>What is refused, most of it before the first row.</summary>
public sealed class RefusedRunTests
{
    [Fact]
    public void A_bad_row_is_refused_with_file_and_line_before_anything_is_written()
    {
        using var suite = new ToySuite();
        string data = Path.Combine(Path.GetDirectoryName(suite.File)!, "texts.jsonl");
        File.AppendAllText(data, "{\"id\":\"x\",\"text\":\"good\",\"label\":\"NEUTRAL\"}\n");

        BenchException error = Should.Throw<BenchException>(() => suite.Run());

        error.Where.ShouldNotBeNull().ShouldEndWith("texts.jsonl:9");
        error.Message.ShouldContain("'NEUTRAL'");
        error.Message.ShouldContain("NEGATIVE, POSITIVE");
        Directory.Exists(suite.Results).ShouldBeFalse();
    }

    [Theory]
    [InlineData("occlusion:window=4", "texts.jsonl:1: occlusion:window", "1 to 3")]
    [InlineData("aggregate:of=\"kernel-shap:budget=10\"", "texts.jsonl:3: aggregate: kernel-shap:budget", "12 or more")]
    public void Options_that_a_text_does_not_allow_are_refused_before_the_first_row(string spec, string place, string allowed)
    {
        using var suite = new ToySuite();
        var asked = new System.Collections.Concurrent.ConcurrentBag<int>();
        suite.Decorate = model => new CountingModel(model) { Called = asked.Add };

        BenchException error = Should.Throw<BenchException>(() => suite.Run(
            suite.Settings with { Explainers = [new ComponentSpec("random"), ComponentSpec.Parse(spec)] }));

        string[] told = [error.Message, .. error.Details];
        told.ShouldContain(message => message.Contains(place) && message.Contains(allowed));
        asked.ShouldBeEmpty();
        Directory.Exists(suite.Results).ShouldBeFalse();
    }

    [Fact]
    public void A_pinned_dataset_that_changed_is_refused()
    {
        using var suite = new ToySuite();
        string text = File.ReadAllText(suite.File)
            .Replace("path: texts.jsonl", "path: texts.jsonl\n  sha256: abc", StringComparison.Ordinal);
        File.WriteAllText(suite.File, text);

        Should.Throw<BenchException>(() => suite.Run()).Message.ShouldContain("pins abc");
    }

    [Fact]
    public void An_explainer_that_the_model_cannot_serve_is_refused_before_anything_is_computed()
    {
        using var suite = new ToySuite { Decorate = model => new PredictOnly(model) };

        Should.Throw<BenchException>(() => suite.Run()).Message.ShouldContain("'gradient-x-input' needs Gradient");
    }

    [Theory]
    [InlineData("aggregate:of=gradient-x-input")]
    [InlineData("ensemble:of=\"random,gradient-x-input\"")]
    [InlineData("aggregate:of=\"ensemble:of=\"\"random,gradient-x-input\"\"\"")]
    public void What_an_explainer_inside_another_needs_is_asked_before_anything_is_computed(string spec)
    {
        using var suite = new ToySuite { Decorate = model => new PredictOnly(model) };

        Should.Throw<BenchException>(() => suite.Run(suite.Settings with { Explainers = [ComponentSpec.Parse(spec)] }))
            .Message.ShouldContain("'gradient-x-input' needs Gradient");
        Directory.Exists(suite.Results).ShouldBeFalse();
    }

    [Fact]
    public void A_suite_pins_the_weights_of_a_model_or_its_whole_folder()
    {
        using var suite = new ToySuite();
        Directory.CreateDirectory(suite.ModelFolder);
        string config = Path.Combine(suite.ModelFolder, "tokenizer_config.json");
        File.WriteAllText(config, "{}");
        string text = File.ReadAllText(suite.File);
        void Pin(string hash) => File.WriteAllText(
            suite.File, text.Replace("- path: model", $"- path: model\n    sha256: {hash}", StringComparison.Ordinal));

        Pin("00");
        suite.Run();
        string folder = FileHash.Sha256OfFolder(suite.ModelFolder);
        Pin(folder);
        suite.Run();
        File.WriteAllText(config, """{"do_lower_case": true}""");
        BenchException error = Should.Throw<BenchException>(() => suite.Run());

        error.Problem.ShouldContain($"pins {folder}");
        error.Problem.ShouldContain(FileHash.Sha256OfFolder(suite.ModelFolder));
    }

    [Fact]
    public void A_model_that_answers_with_no_number_ends_the_run_with_an_error()
    {
        using var suite = new ToySuite { Decorate = model => new NoNumber(model) };

        BenchException error =
            Should.Throw<BenchException>(() => suite.Run(suite.Settings with { Explainers = [new ComponentSpec("random")] }));

        error.Problem.ShouldBe("The model bag-of-words answers with NaN, expected finite numbers");
        error.Where.ShouldNotBeNull().ShouldContain("texts.jsonl:1");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var suite = new ToySuite();
        File.WriteAllText(suite.Results, "a file where the folder should be");

        BenchException error = Should.Throw<BenchException>(() => suite.Run());

        error.Where.ShouldNotBeNull().ShouldContain(suite.Home);
        error.Remedy.ShouldNotBeNull().ShouldContain("--out");
    }

    private sealed class NoNumber(IModel inner) : IModel
    {
        public ModelInfo Info => inner.Info;

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Select(_ => new Answer { Outputs = new Tensor(new[] { 0.5f, float.NaN }, new Shape(2)) })];
    }

    private sealed class PredictOnly(IModel inner) : IModel
    {
        public ModelInfo Info => inner.Info;

        public IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            inner.Answer(queries, cancellationToken);
    }
}
