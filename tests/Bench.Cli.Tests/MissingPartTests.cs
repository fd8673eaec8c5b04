using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>
/// What a single text lacks, or has too much of, is refused as rows of suites are: nothing that was given is left out of account.
/// </summary>
public sealed class MissingPartTests
{
    private static readonly string _picture = Path.Combine(Repository.Root, "suites", "shapes", "pictures", "images", "000.png");

    [Theory]
    [InlineData("explain")]
    [InlineData("evaluate", "--scores", "scores.json")]
    public void A_question_needs_a_context(params string[] command) =>
        BenchProcess.Run([.. command, "--question", "Who lives in Paris?", "--model", "qa-facts-bert-mini"])
            .ShouldBeRefused("--context: There is a question and no context", "Add --context TEXT");

    [Theory]
    [InlineData("explain")]
    [InlineData("evaluate", "--scores", "scores.json")]
    public void A_picture_has_no_second_text(params string[] command) =>
        BenchProcess.Run([.. command, "--image", _picture, "--text-pair", "a", "--model", "shapes-vit-mini"])
            .ShouldBeRefused("--image: A picture was given, and a text");

    [Theory]
    [InlineData("explain")]
    [InlineData("evaluate", "--scores", "scores.json")]
    public void Nothing_takes_the_place_of_a_text(params string[] command) =>
        BenchProcess.Run([.. command, "--text", "a", "--reference-image", _picture, "--model", "sst2-bert-mini"])
            .ShouldBeRefused("--reference-image: There is no picture");

    [Fact]
    public void Token_ids_stand_alone()
    {
        using var folder = new TemporaryFolder();
        string ids = folder.Write("tokens.json", """{ "input_ids": [2, 100, 3] }""");

        BenchProcess.Run("explain", "--tokens-json", ids, "--text-pair", "a", "--model", "nli-topics-bert-mini")
            .ShouldBeRefused("--tokens-json: A text and token ids were given");
        BenchProcess.Run("explain", "--tokens-json", ids, "--labels", "a,b", "--model", "nli-topics-bert-mini")
            .ShouldBeRefused("--tokens-json: The task zero-shot writes texts of its own");
        BenchProcess.Run("explain", "--tokens-json", ids, "--model", "qa-facts-bert-mini").ShouldBeRefused("no context", "separators");
    }

    /// <summary>Tokenizers of RoBERTa give no token types: the context begins after the separators.</summary>
    [Fact]
    public void Token_ids_without_types_are_a_pair_where_separators_part_them()
    {
        JsonElement golden = GoldenJson.Read(Path.Combine(Repository.Golden, "tasks", "cases", "roberta-qa.json"))
            .At("cases").EnumerateArray().First(element => element.At("case").GetString() == "pair");
        using var folder = new TemporaryFolder();
        string[] command = ["explain", "--model", GoldenTask.Model("roberta-qa"), "--explainer", "gradient", "--format", "json"];

        JsonElement byIds = BenchProcess.Run([.. command, "--tokens-json", folder.Write("tokens.json", golden.GetRawText())]).Json();
        JsonElement byText = BenchProcess.Run(
            [.. command, "--text", golden.At("text").GetString()!, "--context", golden.At("text_pair").GetString()!]).Json();

        golden.At("inputs").TryGetProperty("token_type_ids", out _).ShouldBeFalse();
        byIds.At("answer", "start_token").GetInt32().ShouldBe(byText.At("answer", "start_token").GetInt32());
        byIds.At("answer", "end_token").GetInt32().ShouldBe(byText.At("answer", "end_token").GetInt32());
        byIds.At("answer", "no_answer_score").GetDouble().ShouldBe(byText.At("answer", "no_answer_score").GetDouble());
    }

    [Fact]
    public void Token_ids_that_separators_part_oftener_are_no_pair()
    {
        using var folder = new TemporaryFolder();
        string ids = folder.Write("tokens.json", """{ "input_ids": [0, 10, 2, 11, 2, 12, 2] }""");

        BenchProcess.Run("explain", "--tokens-json", ids, "--model", GoldenTask.Model("roberta-qa"), "--explainer", "gradient")
            .ShouldBeRefused("no context", "separators");
    }
}
