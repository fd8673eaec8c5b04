using System.Text.Json;

namespace Bench.Evaluation.Tests;

public sealed class ExplanationRecordTests
{
    [Fact]
    public void An_answer_stands_before_the_tokens_and_comes_back()
    {
        ExplanationRecord record = Record() with
        {
            Answer = new() { ["entities"] = JsonSerializer.SerializeToElement(new[] { new { word = "Ana + Eva" } }) },
        };

        string line = record.ToLine();

        JsonElement.Parse(line).EnumerateObject().Select(property => property.Name).SkipWhile(name => name != "probabilities").Take(3)
            .ShouldBe(["probabilities", "entities", "tokens"]);
        ExplanationRecord read = ExplanationRecord.Parse(line, "line");
        read.Answer!["entities"][0].GetProperty("word").GetString().ShouldBe("Ana + Eva");
        read.ToLine().ShouldBe(line);
    }

    [Fact]
    public void What_belongs_to_a_dataset_or_a_task_is_left_out_without_one()
    {
        Keys(Record()).ShouldNotContain(name => name == "label" || name == "predicted" || name == "is_true");
        Keys(Record() with { Instance = "i" }).ShouldContain("label");
        Keys(Record() with { Instance = "i" }).ShouldNotContain("is_true");
        Keys(Record() with { Instance = "i", Task = "sequence" }).ShouldBe(
            ["instance", "label", "predicted", "is_true", "is_correct", "text", "task"]);
    }

    [Fact]
    public void A_number_is_an_output_and_no_probability()
    {
        string line = (Record() with { Outputs = [2.5], Probabilities = [2.5] }).ToLine();

        line.ShouldContain("\"outputs\":[2.5]");
        line.ShouldNotContain("probabilities");
        ExplanationRecord.Parse(line, "line").Probabilities.ShouldBe([2.5]);
    }

    private static string[] Keys(ExplanationRecord record) =>
        [.. JsonElement.Parse(record.ToLine()).EnumerateObject().Select(property => property.Name).TakeWhile(name => name != "target")];

    private static ExplanationRecord Record() => new("Ana + Eva", new RecordedTarget("class", 1, "YES"))
    {
        Probabilities = [0.25, 0.75],
        Tokens = [new RecordedToken(3, "Ana", 0, 3, false, 0, 0)],
        Explanations = [new RecordedExplanation("random", [1])],
    };
}
