namespace Bench.Evaluation.Tests;

/// <summary>Explanations shown in units, as if these were tokens.</summary>
public sealed class UnitViewTests
{
    [Fact]
    public void Words_are_sums_of_their_tokens()
    {
        ExplanationRecord record = Parse("").InWords();

        record.Tokens.Select(token => (token.Text, token.Start, token.End, token.Special)).ShouldBe(
            [("[CLS]", 0, 0, true), ("unhappy", 0, 7, false), ("end", 8, 11, false), ("[SEP]", 0, 0, true)]);
        record.Explanations.Single().Scores.ShouldBe([0.5, 3, -1, 0.25]);
    }

    [Fact]
    public void Units_explained_have_their_own_scores_and_the_rest_stands_outside()
    {
        ExplanationRecord record = Parse(
            """, "units": [{"text": "unhappy", "start": 0, "end": 7, "segment": 0, "tokens": [1, 2], "score": 7}]""");

        record.InUnits().Tokens.Select(token => (token.Text, token.IsOutside))
            .ShouldBe([("[CLS]", true), ("unhappy", false), ("end", true), ("[SEP]", true)]);
        record.InUnits().Explanations.Single().Scores.ShouldBe([0.5, 7, -1, 0.25]);
        record.InWords().Tokens.Length.ShouldBe(4);
        new CaseAgreement(record, ["a"], -1, 2).Features.ShouldBe([1]);
        Parse("").InUnits().Tokens.Length.ShouldBe(5);
    }

    [Theory]
    [InlineData("""{"start": 0, "end": 12, "segment": 0, "tokens": [1], "score": 1}""")]
    [InlineData("""{"start": 0, "end": 1, "segment": 1, "tokens": [1], "score": 1}""")]
    [InlineData("""{"start": 0, "end": 1, "segment": 7, "tokens": [1], "score": 1}""")]
    [InlineData("""{"start": 0, "end": 1, "segment": 0, "tokens": [5], "score": 1}""")]
    [InlineData("""{"start": 0, "end": 1, "segment": 0, "tokens": [], "score": 1}""")]
    [InlineData("null")]
    public void Units_outside_the_text_are_refused(string unit) =>
        Should.Throw<Abstractions.BenchException>(() => Parse($", \"units\": [{unit}]")).Message.ShouldContain("line 1");

    private static ExplanationRecord Parse(string units)
    {
        (string Text, int Start, int End, bool Special)[] tokens =
            [("[CLS]", 0, 0, true), ("un", 0, 2, false), ("##happy", 2, 7, false), ("end", 8, 11, false), ("[SEP]", 0, 0, true)];
        string list = string.Join(", ", tokens.Select(token =>
            $$"""{"text": "{{token.Text}}", "start": {{token.Start}}, "end": {{token.End}}, "special": {{(token.Special ? "true" : "false")}}, """
            + "\"segment\": 0}"));
        return ExplanationRecord.Parse(
            $$"""
            {"text": "unhappy end", "target": {"index": 1, "label": "P"}, "probabilities": [0.5, 0.5], "tokens": [{{list}}],
             "explanations": [{"name": "a", "scores": [0.5, 1, 2, -1, 0.25]{{units}}}]}
            """,
            "line 1");
    }
}
