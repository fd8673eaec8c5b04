using System.Text.Json;
using Bench.TestKit;

namespace Bench.Cli.Tests;

/// <summary>Words, sentences and given segments on the command line.</summary>
public sealed class UnitTests
{
    private const string Text = "Not a dull moment, unquestionably. It ends.";

    [Fact]
    public void Words_are_explained_and_the_scores_of_tokens_stay()
    {
        BenchProcess.Outcome outcome = Explain("--granularity", "word", "--seeds", "2");

        JsonSchemaCheck.Check(JsonSchemaCheck.Published("explanation.schema.json"), outcome.Output).ShouldBeEmpty();
        JsonElement root = outcome.Json();
        root.GetProperty("granularity").GetString().ShouldBe("word");
        root.GetProperty("gather").GetString().ShouldBe("sum");
        foreach (JsonElement explanation in root.GetProperty("explanations").EnumerateArray())
        {
            double[] scores = explanation.GetProperty("scores").Doubles();
            scores.Length.ShouldBe(root.GetProperty("tokens").GetArrayLength());
            JsonElement[] units = [.. explanation.GetProperty("units").EnumerateArray()];
            units.Select(unit => unit.GetProperty("text").GetString())
                .ShouldBe(["Not", "a", "dull", "moment", ",", "unquestionably", ".", "It", "ends", "."]);
            foreach (JsonElement unit in units)
            {
                (int start, int end) = (unit.GetProperty("start").GetInt32(), unit.GetProperty("end").GetInt32());
                Text[start..end].ShouldBe(unit.GetProperty("text").GetString());
                unit.GetProperty("score").GetDouble()
                    .ShouldBe(unit.GetProperty("tokens").Integers().Sum(position => scores[position]), 1e-6);
            }
        }
    }

    [Fact]
    public void Tokens_are_explained_unless_others_are_asked_for()
    {
        JsonElement root = Explain().Json();

        root.TryGetProperty("granularity", out _).ShouldBeFalse();
        root.GetProperty("explanations")[0].TryGetProperty("units", out _).ShouldBeFalse();
        Explain("--granularity", "token").Json().GetProperty("explanations")[0].GetProperty("scores").Doubles()
            .ShouldBe(root.GetProperty("explanations")[0].GetProperty("scores").Doubles());
    }

    [Fact]
    public void Segments_come_from_a_file_and_the_rest_stays()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("segments.json", """{ "segments": [[0, 3], [4, 17]] }""");
        JsonElement explanation = Explain("--segments", file).Json().GetProperty("explanations")[0];

        explanation.GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("text").GetString())
            .ShouldBe(["Not", "a dull moment"]);
        explanation.GetProperty("cost").GetProperty("rows_forward").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("[[0, 99]]", "does not lie in the text of 43 characters")]
    [InlineData("[[0, 3], [2, 5]]", "shares a token with another")]
    [InlineData("[[0]]", "Segment 0 is [0]")]
    [InlineData("{}", "no array")]
    [InlineData("[]", "the text has none")]
    public void Segments_that_do_not_fit_are_refused(string json, string says)
    {
        using var folder = new TemporaryFolder();
        BenchProcess.Run("explain", "--model", "sst2-bert-mini", "--text", Text, "--segments", folder.Write("segments.json", json))
            .ShouldBeRefused(says, "segments");
    }

    [Fact]
    public void Segments_need_a_file() =>
        BenchProcess.Run("explain", "--model", "sst2-bert-mini", "--text", Text, "--granularity", "segments")
            .ShouldBeRefused("Add --segments", "--granularity");

    [Fact]
    public void Runs_and_their_summaries_name_units()
    {
        using var folder = new TemporaryFolder();
        BenchProcess.Run(
            "run", "film-reviews", "--limit", "2", "--explainers", "gradient", "--metrics", "entropy", "--granularity", "word",
            "--gather", "mean", "--out", folder.Path).ExitCode.ShouldBe(0);

        string run = RunFolders.Only(folder.Path);
        JsonElement recorded = GoldenJson.Read(Path.Combine(run, "run.json"));
        recorded.GetProperty("granularity").GetString().ShouldBe("word");
        recorded.GetProperty("gather").GetString().ShouldBe("mean");
        File.ReadAllText(Path.Combine(run, "summary.md")).ShouldContain("by word (token scores gathered by mean)");
        File.ReadAllText(Path.Combine(run, "report.html")).ShouldContain("word, token scores gathered by mean");
        JsonSchemaCheck.Check(
            JsonSchemaCheck.Published("report.schema.json"), BenchProcess.Run("report", run, "--format", "json").Output).ShouldBeEmpty();
    }

    [Fact]
    public void Given_scores_of_words_are_judged_as_words()
    {
        using var folder = new TemporaryFolder();
        string scores = folder.Write("scores.json", "[5, 1, 4, 0, 0, 0.5, 0, 0, 0, 0]");
        string rationale = folder.Write("rationale.json", "[[0, 3], [22, 25]]");
        JsonElement judged = BenchProcess.Run(
            "evaluate", "--model", "sst2-bert-mini", "--text", Text, "--granularity", "word", "--scores", scores, "--rationale", rationale,
            "--metrics", "token-f1,auprc", "--format", "json").Json().GetProperty("scores");

        // Two words are marked, one by three characters of it, and "Not" is one of the two that are ranked first.
        judged[0].GetProperty("value").GetDouble().ShouldBe(0.5);
    }

    private static BenchProcess.Outcome Explain(params string[] options)
    {
        BenchProcess.Outcome outcome = BenchProcess.Run([
            "explain", "--model", "sst2-bert-mini", "--text", Text, "--explainer", "leave-one-out", "--explainer", "lime:samples=50",
            "--explainer", "gradient-x-input", "--format", "json", .. options]);
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        return outcome;
    }
}
