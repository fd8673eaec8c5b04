using System.Text.Json;
using Bench.Abstractions;
using Bench.TestKit;

namespace Bench.Tasks.Tests;

/// <summary>Answers against those of the pipelines of transformers, <c>tests/golden/tasks/pipelines</c>.</summary>
public sealed class PipelineTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<int> EntityCases => [.. Enumerable.Range(0, Cases("ner").Length)];

    public static TheoryData<int> RankingCases => [.. Enumerable.Range(0, Cases("zero-shot").Length)];

    [Theory]
    [MemberData(nameof(EntityCases))]
    public void Entities_are_those_of_the_pipeline(int index)
    {
        JsonElement golden = Cases("ner")[index];
        ITask task = Ask.Task($"token-classification:aggregation={golden.At("strategy").GetString()}");
        TaskContext context = Ask.Context(golden.At("model").GetString()!, task, new TaskQuestion(golden.At("text").GetString()!));

        JsonElement[] answer = [.. Json(task.Decide(context)!).EnumerateArray()];

        JsonElement[] expected = [.. golden.At("result").EnumerateArray()];
        answer.Length.ShouldBe(expected.Length);
        foreach ((JsonElement mine, JsonElement theirs) in answer.Zip(expected))
        {
            foreach (JsonProperty property in theirs.EnumerateObject())
            {
                JsonElement value = mine.GetProperty(property.Name);
                if (property.Name == "score")
                {
                    value.GetDouble().ShouldBe(property.Value.GetDouble(), Tolerance);
                }
                else
                {
                    value.ToString().ShouldBe(property.Value.ToString(), property.Name);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(RankingCases))]
    public void Rankings_are_those_of_the_pipeline(int index)
    {
        JsonElement golden = Cases("zero-shot")[index];
        string[] labels = [.. golden.At("labels").EnumerateArray().Select(label => label.GetString()!)];
        var spec = new ComponentSpec("zero-shot");
        ITask task = Ask.Catalog.Configure(spec with
        {
            Options = spec.Options
                .Add("hypothesis-template", golden.At("template").GetString()!)
                .Add("multi-label", golden.At("multi_label").GetBoolean() ? "true" : "false"),
        }).Instance;
        TaskContext context = Ask.Context(
            golden.At("model").GetString()!, task,
            new TaskQuestion(golden.At("text").GetString()!) { Labels = [.. labels.Order(StringComparer.Ordinal)] });

        JsonElement[] answer = [.. Json(task.Decide(context)!).EnumerateArray()];

        answer.Select(entry => entry.GetProperty("label").GetString()!).ShouldBe(labels);
        Close.Within(golden.At("scores").Doubles(), [.. answer.Select(entry => entry.GetProperty("score").GetDouble())], Tolerance, 0,
            golden.At("model").GetString()!);
    }

    private static JsonElement[] Cases(string pipeline) =>
        [.. GoldenJson.Read(Path.Combine(Repository.Golden, "tasks", "pipelines", $"{pipeline}.json")).At("cases").EnumerateArray()];

    private static JsonElement Json(ITaskAnswer answer) =>
        JsonSerializer.SerializeToElement(
            answer.Value, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
}
