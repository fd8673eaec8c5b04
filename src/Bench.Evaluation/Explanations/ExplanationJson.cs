using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bench.Evaluation;

/// <summary>
/// How explanations become JSON and back: as other records do, but what belongs to a dataset or a task is left out without one.
/// </summary>
public static class ExplanationJson
{
    /// <summary>Options for one line.</summary>
    public static JsonSerializerOptions Line { get; } = new(RecordJson.Line)
    {
        RespectRequiredConstructorParameters = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    // Within its group a property stands there even where it is null: a row may have no label.
    private static void LeaveOut(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Type == typeof(ExplanationRecord) ? type.Properties : [])
        {
            if (Condition(property.Name) is { } condition)
            {
                property.ShouldSerialize = (record, _) => condition((ExplanationRecord)record);
            }
        }
    }

    private static Func<ExplanationRecord, bool>? Condition(string property) => property switch
    {
        "label" => record => record.Instance is not null,
        "predicted" or "is_true" or "is_correct" => record => record.Instance is not null && record.Task is not null,
        "probabilities" => record => record.Outputs.IsDefault,
        _ => null,
    };
}
