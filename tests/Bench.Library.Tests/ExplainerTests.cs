using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Library.Tests;

/// <summary>
/// The facade as a user calls it. What explanations are worth is tested where they are made; here, that the calls pass everything on.
/// </summary>
public sealed class ExplainerTests : IDisposable
{
    private const string Text = "Not a dull moment in it.";

    private readonly Explainer _bench = Explainer.Open(Repository.Model("sst2-bert-mini"));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_defaults_are_five_explainers_of_the_predicted_class()
    {
        ExplainedText explained = _bench.Explain(Text);

        explained.Explanations.Select(entry => entry.Name).ShouldBe(DefaultComponents.Explainers);
        explained.Target.ShouldBe(explained.Probabilities.MaxBy(pair => pair.Value).Key);
        explained.Probabilities.Values.Sum().ShouldBe(1, 1e-6);
        explained.Tokens[0].ShouldBe("[CLS]");
        explained.Explanations.ShouldAllBe(entry => entry.Scores.Count == explained.Tokens.Count);
        explained["lime"].Scores.ShouldBe(_bench.Explain(Text, options: new ExplainOptions { Seed = 42 })["lime"].Scores);
    }

    [Fact]
    public void Without_a_mask_token_the_defaults_delete()
    {
        using var bench = Explainer.Open(GoldenTask.Model("gpt2-lm"));

        bench.Explain("a good film").Explanations.Select(entry => entry.Name).ShouldBe(
        [
            "gradient", "gradient-x-input", "integrated-gradients:baseline=zero", "lime:removal=delete", "partition-shap:removal=delete",
        ]);
    }

    [Fact]
    public void Target_explainers_and_options_are_passed_on()
    {
        ExplainedText negative = _bench.Explain(
            Text, target: "NEGATIVE", explainers: ["lime:samples=50", "gradient-x-input"],
            options: new ExplainOptions { Seed = 7, Quantity = Quantity.Probability });

        negative.Target.ShouldBe("NEGATIVE");
        negative["lime:samples=50"].Explanation.Options["samples"].ShouldBe("50");
        negative["lime"].Explanation.Quantity.ShouldBe(Quantity.Probability);
        negative["lime"].Scores.ShouldNotBe(_bench.Explain(
            Text, "NEGATIVE", ["lime:samples=50"], new ExplainOptions { Seed = 8, Quantity = Quantity.Probability })["lime"].Scores);
        ExplainedText positive = _bench.Explain(
            Text, target: "1", explainers: ["gradient-x-input"], options: new ExplainOptions { Quantity = Quantity.Probability });

        // Two probabilities that sum to one have opposite gradients.
        negative["gradient-x-input"].Scores.Zip(positive["gradient-x-input"].Scores)
            .ShouldAllBe(pair => Math.Abs(pair.First + pair.Second) < 1e-5);
        Should.Throw<KeyNotFoundException>(() => negative["gradient"]);
    }

    [Fact]
    public void Each_class_can_be_explained_but_one_call_gives_one()
    {
        _bench.ExplainEach(Text, "all", ["gradient"]).Select(one => one.Target).ShouldBe(["NEGATIVE", "POSITIVE"]);
        Should.Throw<BenchException>(() => _bench.Explain(Text, "all", ["gradient"])).Remedy.ShouldContain("ExplainEach");
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Should.Throw<BenchException>(() => _bench.Explain(Text, target: "joy")).Message.ShouldContain("joy");
        Should.Throw<BenchException>(() => _bench.Explain(Text, explainers: ["lyme"])).Message.ShouldContain("lime");
        Should.Throw<BenchException>(() => Explainer.Open("no-such-folder"));
        Should.Throw<BenchException>(() => _bench.Evaluate(_bench.Explain(Text, explainers: ["gradient"]), rationale: ["sharp"])).Message
            .ShouldContain("sharp");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Seeds_are_counted_as_in_suites(int seeds)
    {
        BenchException refused = Should.Throw<BenchException>(() => _bench.Explain(Text, options: new ExplainOptions { Seeds = seeds }));

        refused.Where.ShouldBe("Seeds");
        refused.Remedy.ShouldBe("Give a whole number from 1 to 1000");
        Should.Throw<BenchException>(() => Explainer.Open(Repository.Model("sst2-bert-mini"), new OpenOptions { Threads = seeds * 5 }))
            .Where.ShouldBe("Threads");
    }

    [Fact]
    public void What_stands_twice_or_has_no_place_is_refused()
    {
        Should.Throw<BenchException>(() => _bench.Explain(Text, explainers: ["gradient", "gradient"])).Problem.ShouldContain("twice");
        ExplainedText explained = _bench.Explain(Text, explainers: ["gradient"]);
        Should.Throw<BenchException>(() => _bench.Evaluate(explained, metrics: ["tau-loo", "tau-loo"])).Problem.ShouldContain("twice");
        Should.Throw<BenchException>(() => _bench.Explain(Text, options: new ExplainOptions { ReferenceImage = "a.png" })).Where
            .ShouldBe("ReferenceImage");
        using var answers = Explainer.Open(Repository.Model("qa-facts-bert-mini"));
        Should.Throw<BenchException>(() => answers.Explain("Who lives in Paris?")).Problem.ShouldContain("no context");
    }

    [Fact]
    public void Explanations_are_scored_with_and_without_a_rationale()
    {
        ExplainedText explained = _bench.Explain(Text, explainers: ["gradient-x-input", "random"]);

        EvaluatedText without = _bench.Evaluate(explained);
        EvaluatedText with = _bench.Evaluate(explained, rationale: ["not a DULL moment"]);
        EvaluatedText same = _bench.Evaluate(explained, new Rationale([new CharacterSpan(0, 17)]), metrics: ["auprc", "seed-stability"]);

        without.Metrics.ShouldBe(DefaultComponents.Metrics);
        without["gradient-x-input", "auprc"].IsApplicable.ShouldBeFalse();
        without["gradient-x-input", "tau-loo"].Value.ShouldBe(with["gradient-x-input", "tau-loo"].Value);
        with["gradient-x-input", "auprc"].Value.ShouldBe(same["gradient-x-input", "auprc"].Value);
        with["gradient-x-input", "auprc"].Value.ShouldBeInRange(0.4, 1);

        // It explains again, so it has the explainer.
        same["random", "seed-stability"].IsApplicable.ShouldBeTrue();
        Should.Throw<KeyNotFoundException>(() => with["lime", "auprc"]);
    }

    [Fact]
    public void Results_show_themselves()
    {
        ExplainedText explained = _bench.Explain("<b>dull</b> film", explainers: ["gradient"]);
        EvaluatedText evaluated = _bench.Evaluate(explained);

        explained.ToTable().ShouldContain("dull");
        explained.ToHtml().ShouldStartWith("<!DOCTYPE html>");
        explained.ToSnippet().ShouldNotContain("<b>");
        JsonSerializer.Deserialize<JsonElement>(explained.ToJson()).GetProperty("text").GetString().ShouldBe(explained.Text);
        evaluated.ToTable().ShouldContain("tau-loo ↑");
        evaluated.ToSnippet().ShouldContain("<td");
        evaluated.ToHtml().ShouldContain("gradient");
        _bench.ToString().ShouldBe("sst2-bert-mini (BertForSequenceClassification)");
    }

    [Fact]
    public async Task Work_on_another_thread_reports_and_stops()
    {
        var reports = new List<BenchProgress>();

        ExplainedText explained = await _bench.ExplainAsync(Text, explainers: ["gradient", "random"], progress: new Reports(reports.Add));
        EvaluatedText evaluated = await _bench.EvaluateAsync(explained, progress: new Reports(reports.Add));

        evaluated.Explainers.ShouldBe(["gradient", "random"]);
        reports.ShouldBe(
        [
            new("explain", "gradient", 1, 2), new("explain", "random", 2, 2), new("evaluate", "gradient", 1, 2),
            new("evaluate", "random", 2, 2),
        ]);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            _bench.ExplainAsync(Text, explainers: ["gradient", "lime:samples=100000"], progress: new Reports(_ => stop.Cancel()),
                cancellationToken: stop.Token));
    }

    [Fact]
    public void A_suite_runs_on_the_opened_model()
    {
        using var folder = new TemporaryFolder();
        folder.Write("suite.yaml",
            """
            name: tiny
            version: 1
            dataset: {format: jsonl, path: texts.jsonl}
            models: [not-there]
            explainers: [gradient, random]
            metrics: [tau-loo]
            """);
        folder.Write(
            "texts.jsonl", "{\"text\": \"Not a dull moment.\", \"label\": \"POSITIVE\"}\n{\"text\": \"Dull.\", \"label\": \"NEGATIVE\"}\n");
        var reports = new List<BenchProgress>();

        SuiteOutcome outcome = _bench.RunSuite(
            folder.Path, new SuiteOptions { Output = folder.File("runs"), Explainers = ["gradient-x-input", "random"] },
            new Reports(reports.Add));

        outcome.Results.Table.Explainers.ShouldBe(["gradient-x-input", "random"]);
        outcome.Results.Run.Instances.ShouldBe(2);
        File.Exists(Path.Combine(outcome.Folder, "report.html")).ShouldBeTrue();
        reports.Where(report => report.Step == "run").Select(report => report.Done).ShouldBe([0, 1, 2]);
        outcome.ToMarkdown().ShouldContain("| gradient-x-input |");
        outcome.ToHtml().ShouldContain("<!DOCTYPE html>", Case.Insensitive);
        outcome.ToTable().ShouldContain("tau-loo");
        outcome.ToSnippet().ShouldStartWith("<pre>");
    }

    private sealed class Reports(Action<BenchProgress> report) : IProgress<BenchProgress>
    {
        public void Report(BenchProgress value) => report(value);
    }
}
