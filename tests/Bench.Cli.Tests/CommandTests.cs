using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>The commands as the README documents them, on golden models.</summary>
public sealed class CommandTests
{
    private static readonly string _bert = Path.Combine(Repository.Golden, "models", "bert-micro");

    private readonly GoldenCase _case = GoldenCases.Load("bert-micro/six");

    [Fact]
    public void Tokenize_prints_ids_offsets_and_special_tokens()
    {
        JsonElement json = BenchProcess.Run(
            "tokenize", "--model", _bert, "--text", _case.Input.Text, "--format", "json").Json();

        JsonElement[] tokens = [.. json.GetProperty("tokens").EnumerateArray()];
        tokens.Select(token => token.GetProperty("id").GetInt32()).ShouldBe(_case.Input.Tokens.Select(token => token.Id));
        tokens.Select(token => (token.GetProperty("start").GetInt32(), token.GetProperty("end").GetInt32()))
            .ShouldBe(_case.Input.Tokens.Select(token => (token.Start, token.End)));
        tokens.Select(token => token.GetProperty("special").GetBoolean()).ShouldBe(_case.Input.Tokens.Select(token => token.IsSpecial));
        json.GetProperty("truncated").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Explain_prints_the_golden_numbers()
    {
        JsonElement json = BenchProcess.Run(
            "explain", "--model", _bert, "--text", _case.Input.Text, "--format", "json",
            "--explainer", "gradient", "--explainer", "gradient:norm=l1", "--explainer", "integrated-gradients:baseline=pad,steps=50")
                .Json();

        JsonElement target = _case.Root.GetProperty("targets")[0];
        json.GetProperty("target").GetProperty("index").GetInt32().ShouldBe(target.GetProperty("class").GetInt32());
        json.GetProperty("quantity").GetString().ShouldBe("logit");
        Close.Within(Doubles(_case.Root.GetProperty("logits")), Doubles(json.GetProperty("logits")), 1e-5, 0, "logits");
        JsonElement[] explanations = [.. json.GetProperty("explanations").EnumerateArray()];
        explanations.Select(explanation => explanation.GetProperty("explainer").GetString())
            .ShouldBe(["gradient", "gradient", "integrated-gradients"]);
        ShouldMatch(explanations[0], target.GetProperty("saliency_l2").GetProperty("logit"));
        ShouldMatch(explanations[1], target.GetProperty("saliency_l1").GetProperty("logit"));
        JsonElement integrated = target.GetProperty("integrated_gradients").EnumerateArray().First(entry =>
            entry.GetProperty("quantity").GetString() == "logit" && entry.GetProperty("method").GetString() == "gausslegendre"
            && entry.GetProperty("steps").GetInt32() == 50 && entry.GetProperty("baseline").GetString() == "pad");
        ShouldMatch(explanations[2], integrated.GetProperty("scores"));
        explanations[2].GetProperty("options").GetProperty("steps").GetInt32().ShouldBe(50);
        explanations[2].GetProperty("cost").GetProperty("rows_backward").GetInt64().ShouldBe(50);
    }

    [Fact]
    public void Explain_takes_a_label_a_quantity_and_partition_shap_options()
    {
        JsonElement target = _case.Root.GetProperty("targets")[1];
        string label = GoldenCases.Reference("bert-micro").Info.Labels[target.GetProperty("class").GetInt32()];

        JsonElement json = BenchProcess.Run(
            "explain", "--model", _bert, "--text", _case.Input.Text, "--format", "json", "--target", label,
            "--quantity", "probability", "--explainer", "partition-shap:hierarchy=balanced,budget=50").Json();

        JsonElement golden = target.GetProperty("partition_shap").EnumerateArray()
            .First(tree => tree.GetProperty("tree_name").GetString() == "balanced").GetProperty("max_evals_50_batch_10")
            .GetProperty("values");
        double[] scores = [.. Doubles(json.GetProperty("explanations")[0].GetProperty("scores"))];
        double[] features = [.. _case.Input.FeaturePositions.Select(position => scores[position])];
        Close.Within(Doubles(golden), features, 1e-5, 1e-4, "Owen values");
    }

    [Fact]
    public void Explain_says_how_far_to_trust_each_explanation()
    {
        JsonElement json = BenchProcess.Run(
            "explain", "--model", _bert, "--text", _case.Input.Text, "--format", "json", "--seeds", "3",
            "--explainer", "integrated-gradients:steps=1", "--explainer", "shapley-sampling:budget=40").Json();

        JsonElement[] explanations = [.. json.GetProperty("explanations").EnumerateArray()];
        JsonElement integrated = explanations[0].GetProperty("trust");
        JsonElement diagnostics = explanations[0].GetProperty("diagnostics");
        double explained = diagnostics.GetProperty("input-value").GetDouble() - diagnostics.GetProperty("baseline-value").GetDouble();
        integrated.GetProperty("gap").GetDouble()
            .ShouldBe(Math.Abs(diagnostics.GetProperty("completeness-gap").GetDouble() / explained), 1e-9);
        integrated.GetProperty("order").ValueKind.ShouldBe(JsonValueKind.Null);
        integrated.GetProperty("confidence").GetDouble().ShouldBe(Doubles(json.GetProperty("probabilities")).Max());
        explanations[1].GetProperty("trust").GetProperty("order").GetProperty("pairs").GetInt32().ShouldBe(5);
        explanations[0].TryGetProperty("seeds", out _).ShouldBeFalse();
        JsonElement seeds = explanations[1].GetProperty("seeds");
        seeds.GetProperty("count").GetInt32().ShouldBe(3);
        Doubles(seeds.GetProperty("mean")).Length.ShouldBe(8);
        Doubles(seeds.GetProperty("standard_deviation"))[1..7].ShouldAllBe(deviation => deviation > 0);
    }

    [Fact]
    public void Tables_show_trust_and_the_spread_between_seeds()
    {
        BenchProcess.Outcome outcome = BenchProcess.Run(
            "explain", "--model", _bert, "--text", _case.Input.Text, "--seeds", "3",
            "--explainer", "integrated-gradients:steps=1", "--explainer", "random");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("trust: ");
        outcome.Output.ShouldMatch(@"gap \d+\.\d % of f\(input\) − f\(baseline\)");
        outcome.Output.ShouldMatch(@"\d\.\d{4} ±\d\.\d{4}");
        outcome.Output.ShouldContain("over 3 seeds");
    }

    [Theory]
    [InlineData("scores-per-token")]
    [InlineData("scores-per-feature")]
    public void Evaluate_reproduces_ferret_under_its_profile(string form)
    {
        using var folder = new TemporaryFolder();
        double[] given = Doubles(_case.Root.GetProperty("score_vectors").GetProperty("mixed"));
        double[] scores = form == "scores-per-feature" ? given : [0, .. given, 0];
        string file = folder.Write("scores.json", JsonSerializer.Serialize(scores));
        string rationale = folder.Write("rationale.json", _case.Root.GetProperty("human_rationale").GetRawText());

        JsonElement json = BenchProcess.Run(
            "evaluate", "--model", _bert, "--text", _case.Input.Text, "--scores", file, "--rationale", rationale,
            "--profile", "ferret", "--format", "json").Json();

        JsonElement golden = _case.Root.GetProperty("targets")[0].GetProperty("metrics").GetProperty("mixed").GetProperty("ferret");
        Dictionary<string, double> values = json.GetProperty("scores").EnumerateArray()
            .Where(score => score.GetProperty("status").GetString() == "ok")
            .ToDictionary(score => score.GetProperty("metric").GetString()!, score => score.GetProperty("value").GetDouble());
        values["aopc-comprehensiveness"].ShouldBe(golden.GetProperty("aopc_compr").GetDouble(), 1e-5);
        values["aopc-sufficiency"].ShouldBe(golden.GetProperty("aopc_suff").GetDouble(), 1e-5);
        values["tau-loo"].ShouldBe(golden.GetProperty("taucorr_loo").GetDouble(), 1e-9);
        values["auprc"].ShouldBe(golden.GetProperty("auprc_plau").GetDouble(), 1e-9);
        values["token-f1"].ShouldBe(golden.GetProperty("token_f1_plau").GetDouble(), 1e-9);
        values["token-iou"].ShouldBe(golden.GetProperty("token_iou_plau").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("explainers", "integrated-gradients")]
    [InlineData("metrics", "aopc-comprehensiveness")]
    [InlineData("suites", "film-reviews")]
    [InlineData("models", "emotion-bert-mini")]
    public void List_prints_every_entry_with_its_options(string kind, string id)
    {
        JsonElement json = BenchProcess.Run("list", kind, "--format", "json").Json();

        JsonElement entry = json.EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == id);
        if (kind is "explainers" or "metrics")
        {
            entry.GetProperty("citation").GetString().ShouldNotBeNullOrWhiteSpace();
            entry.GetProperty("options").EnumerateArray().ShouldAllBe(option => option.GetProperty("key").GetString()!.Length > 0);
        }
    }

    [Fact]
    public void Tables_are_the_default_and_carry_no_escape_sequences_when_redirected()
    {
        BenchProcess.Outcome outcome = BenchProcess.Run("explain", "--model", _bert, "--text", "a great film");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("integrated-gradients");
        outcome.Output.ShouldNotContain("\u001b");
    }

    private static void ShouldMatch(JsonElement explanation, JsonElement golden) =>
        Close.Within(
            Doubles(golden), Doubles(explanation.GetProperty("scores")), 1e-5, 1e-4, explanation.GetProperty("explainer").GetString()!);

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
