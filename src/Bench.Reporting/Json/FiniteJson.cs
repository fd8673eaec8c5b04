using System.Text.Json;
using System.Text.Json.Serialization;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>How results become JSON for other programs: as records do, but what is no finite number is null.</summary>
public static class FiniteJson
{
    /// <summary>Options for files that people open.</summary>
    public static JsonSerializerOptions Indented { get; } = new(RecordJson.Indented)
    {
        Converters = { new FiniteConverter(), new RunConverter() },
    };

    /// <summary>Options for one line.</summary>
    public static JsonSerializerOptions Line { get; } = new(RecordJson.Line) { Converters = { new FiniteConverter() } };

    // A run stands everywhere as in run.json, where limits may be infinite.
    private sealed class RunConverter : JsonConverter<RunManifest>
    {
        public override RunManifest Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<RunManifest>(ref reader, RecordJson.Indented)!;

        public override void Write(Utf8JsonWriter writer, RunManifest value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, RecordJson.Indented);
    }

    private sealed class FiniteConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
