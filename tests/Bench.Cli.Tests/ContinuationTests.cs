using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Continuations as targets on the command line.</summary>
public sealed class ContinuationTests
{
    private const string Text = "The film was";
    private static readonly string _model = GoldenTask.Model("qwen2-lm");

    [Fact]
    public void A_text_of_several_tokens_is_a_target_and_another_its_contrast()
    {
        BenchProcess.Outcome outcome = BenchProcess.Run(
            "explain", "--model", _model, "--text", Text, "--target", " good and long", "--against", " bad", "--format", "json",
            "--explainer", "leave-one-out:removal=delete", "--explainer", "gradient", "--explainer", "attention");
        JsonElement printed = outcome.Json();

        JsonSchemaCheck.Check(JsonSchemaCheck.Published("explanation.schema.json"), outcome.Output).ShouldBeEmpty();
        printed.At("task").GetString().ShouldBe("continuation");
        printed.At("quantity").GetString().ShouldBe("log-probability");
        printed.At("target", "kind").GetString().ShouldBe("continuation");
        printed.At("target", "token_ids").Integers().Length.ShouldBe(3);
        printed.At("target", "against", "label").GetString().ShouldBe(" bad");
        double[] logarithms = printed.At("logits").Doubles();
        printed.At("probabilities").Doubles().ShouldBe(logarithms.Select(Math.Exp), 1e-9);
        printed.At("explanations").EnumerateArray().First().At("diagnostics", "input-value").GetDouble()
            .ShouldBe(logarithms[0] - logarithms[1], 1e-4);
    }

    [Theory]
    [InlineData("The film was ", "good and long", "gradient", "the tokenizer joins them")]
    [InlineData(Text, " good and long", "deeplift", "needs Layers")]
    [InlineData(Text, " good and long", "chefer", "needs AttentionGradient")]
    public void What_does_not_fit_is_refused_before_it_is_computed(string text, string target, string explainer, string says) =>
        BenchProcess.Run("explain", "--model", _model, "--text", text, "--target", target, "--explainer", explainer).ShouldBeRefused(says);

    [Fact]
    public void Scores_of_a_continuation_are_evaluated()
    {
        using var folder = new TemporaryFolder();
        string scores = folder.Write("scores.json", "[0.1, 0.2, 0.9, 0.3]");
        JsonElement[] printed = [.. BenchProcess.Run(
            "evaluate", "--model", _model, "--text", Text, "--target", " good and long", "--scores", scores, "--format", "json",
            "--metrics", "aopc-comprehensiveness:removal=delete,decision-flip-fraction:removal=delete").Json().At("scores")
                .EnumerateArray()];

        printed[0].At("status").GetString().ShouldBe("ok");
        printed[1].At("status").GetString()!.ShouldStartWith("not applicable");
    }
}
