using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting.Tests;

/// <summary>
/// The sample run of token labels: in each text tokens 1 and 2 are one entity, token 3 another, and token 4 none; every one is explained.
/// </summary>
internal static class EntityResults
{
    /// <summary>What the model finds, as the pipeline of transformers writes it.</summary>
    public const string Entities = """
        [{"entity_group":"PER","score":0.75,"word":"text number","start":0,"end":11,"segment":0,"tokens":[1,2]},
         {"entity_group":"LOC","score":0.5,"word":"<b>","start":90,"end":99,"segment":0,"tokens":[3]}]
        """;

    private static readonly string[] _targets = ["B-PER@1", "I-PER@2", "B-LOC@3", "B-ORG@4"];

    public static ResultSet Create()
    {
        ResultSet sample = SampleResults.Create();
        return new ResultSet
        {
            Run = sample.Run,
            Scores = [.. sample.Scores.Chunk(4).SelectMany(rows => _targets.SelectMany((target, i) =>
                rows.Select(row => row with { Target = target, Value = row.Value + (i == 1 ? 0.1 : 0) })))],
            Explanations = [.. sample.Explanations.SelectMany(record => Records(record))],
        };
    }

    public static IEnumerable<ExplanationRecord> Records(ExplanationRecord record) => _targets.Select((target, i) => record with
    {
        Task = "token-classification",
        Target = new RecordedTarget("token", 1, target.Split('@')[0]) { Position = i + 1, Name = target },
        Predicted = target.Split('@')[0],
        IsCorrect = i != 1,
        Answer = new() { ["entities"] = JsonElement.Parse(Entities) },
    });
}
