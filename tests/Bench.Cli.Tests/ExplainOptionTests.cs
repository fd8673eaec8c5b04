using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>What <c>explain</c> refuses before it works, and what it calls the numbers of each kind of model.</summary>
public sealed class ExplainOptionTests
{
    private static readonly string _bert = Path.Combine(Repository.Golden, "models", "bert-micro");

    [Fact]
    public void The_same_method_under_two_names_is_refused()
    {
        const string Same = "'lime' and 'lime:samples=300' are the same explainer";
        Explain(_bert, "--explainer", "lime", "--explainer", "lime:samples=300").ShouldBeRefused(Same);
        BenchProcess.Run("run", "film-reviews", "--limit", "1", "--explainers", "lime,lime:samples=300").ShouldBeRefused(Same);
        BenchProcess.Run("run", "film-reviews", "--limit", "1", "--explainers", "random,random").ShouldBeRefused("'random' is named twice");
        BenchProcess.Run(
            "run", "film-reviews", "--limit", "1", "--explainers", "random", "--metrics", "token-f1,token-f1:k=rationale-length")
            .ShouldBeRefused("are the same metric");
    }

    [Fact]
    public void An_option_is_told_to_name_a_label_and_a_file_to_map_it()
    {
        BenchProcess.Outcome option = Explain(_bert, "--target", "99");
        option.ShouldBeRefused("has no label '99'", "negative, neutral, positive", "name one, or its index");
        option.Error.ShouldNotContain("suite");
    }

    [Fact]
    public void Attention_maps_without_a_page_are_refused_before_the_work() =>
        Explain(Path.Combine(Repository.Root, "no-such-model"), "--attention").ShouldBeRefused("page only", "--html");

    [Fact]
    public void A_target_less_itself_is_refused_and_left_out_of_all()
    {
        Explain(_bert, "--target", "neutral", "--against", "1")
            .ShouldBeRefused("neutral is the target and what is taken off it", "--against");
        JsonElement.ArrayEnumerator all = Explain(
            _bert, "--explainer", "gradient", "--target", "all", "--against", "neutral", "--format", "json").Json().EnumerateArray();
        all.Select(one => one.GetProperty("target").GetProperty("label").GetString()).ShouldBe(["negative", "positive"]);
    }

    [Fact]
    public void Special_tokens_alone_are_no_text()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("tokens.json", """{ "input_ids": [2, 3] }""");
        foreach (string model in new[] { _bert, GoldenTask.Model("bert-ner"), GoldenTask.Model("bert-qa") })
        {
            BenchProcess.Run("explain", "--model", model, "--tokens-json", file).ShouldBeRefused("tokens.json", "nothing to explain");
        }
    }

    [Fact]
    public void A_regression_has_outputs_and_no_probabilities()
    {
        string model = GoldenTask.Model("bert-regression");
        BenchProcess.Outcome table = Explain(model, "--explainer", "gradient");
        table.ExitCode.ShouldBe(0, table.Error);
        table.Output.ShouldContain("Explained: the output ");
        table.Output.ShouldNotContain("logit");
        table.Output.ShouldNotContain("probability");
        JsonElement json = Explain(model, "--explainer", "gradient", "--format", "json").Json();
        json.TryGetProperty("probabilities", out _).ShouldBeFalse();
        json.GetProperty("outputs").GetArrayLength().ShouldBe(json.GetProperty("logits").GetArrayLength());
        JsonSchemaCheck.Check(JsonSchemaCheck.Published("explanation.schema.json"), json.GetRawText()).ShouldBeEmpty();
        using var folder = new TemporaryFolder();
        string page = folder.File("page.html");
        Explain(model, "--explainer", "gradient", "--html", page).ExitCode.ShouldBe(0);
        File.ReadAllText(page).ShouldNotContain("probab");
        foreach (string quantity in new[] { "probability", "log-probability" })
        {
            Explain(model, "--explainer", "gradient", "--quantity", quantity)
                .ShouldBeRefused("gives numbers", $"no {quantity}", "--quantity");
        }
    }

    private static BenchProcess.Outcome Explain(string model, params string[] options) =>
        BenchProcess.Run(["explain", "--model", model, "--text", "a great film", .. options]);
}
