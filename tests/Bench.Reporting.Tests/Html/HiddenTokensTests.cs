using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

public sealed class HiddenTokensTests
{
    [Fact]
    public void The_page_of_a_run_shows_no_hidden_hypothesis()
    {
        ResultSet sample = SampleResults.Create();
        ExplanationRecord[] records = [.. sample.Explanations.Select(WithHypothesis)];
        JsonElement whole = First(sample, records);
        JsonElement hidden = First(sample, [.. records.Select(record => record with { HiddenSegment = 1 })]);

        whole.GetProperty("u").GetString().ShouldBe("about film");
        hidden.TryGetProperty("u", out _).ShouldBeFalse();
        hidden.TryGetProperty("s", out _).ShouldBeFalse();
        int tokens = sample.Explanations.First().Tokens.Length;
        (whole.GetProperty("o").GetArrayLength(), hidden.GetProperty("o").GetArrayLength()).ShouldBe((2 * (tokens + 2), 2 * tokens));
        whole.GetProperty("e")[0].GetString()!.Length.ShouldBe(2 * (tokens + 2));
        hidden.GetProperty("e")[0].GetString()!.Length.ShouldBe(2 * tokens);
        hidden.GetProperty("r").GetArrayLength().ShouldBe(3);
        whole.GetProperty("r").GetArrayLength().ShouldBe(6);
    }

    private static JsonElement First(ResultSet sample, ExplanationRecord[] records) => JsonElement.Parse(PageData.Of(new ResultSet
    {
        Run = sample.Run,
        Scores = sample.Scores,
        Explanations = records,
    }).Json).GetProperty("docs")[0];

    private static ExplanationRecord WithHypothesis(ExplanationRecord record) => record with
    {
        TextPair = "about film",
        Tokens = [.. record.Tokens, new(0, "about", 0, 5, false, 0, 1), new(0, "film", 6, 10, false, 0, 1)],
        Rationales = [[.. record.Rationales!.Value[0], [0, 5, 1]]],
        Explanations = [.. record.Explanations.Select(one => one with { Scores = [.. one.Scores, 9, 9] })],
    };
}
