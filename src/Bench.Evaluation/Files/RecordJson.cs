using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Evaluation;

/// <summary>
/// How records become JSON and back: snake_case keys, kebab-case names, no key twice, nothing missing and nothing null that must not be.
/// </summary>
internal static class RecordJson
{
    public static JsonSerializerOptions Indented { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JsonText.Encoder,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new OptionsConverter() },
    };

    public static JsonSerializerOptions Line { get; } = new(Indented) { WriteIndented = false };

    private sealed class OptionsConverter : JsonConverter<ImmutableSortedDictionary<string, string>>
    {
        public override ImmutableSortedDictionary<string, string> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind != JsonValueKind.Object ? throw new JsonException("Options are an object.")
                : document.RootElement.EnumerateObject().CountBy(option => option.Name).Any(option => option.Value > 1)
                ? throw new JsonException("A key stands twice.")
                : document.RootElement.EnumerateObject().ToImmutableSortedDictionary(
                    option => option.Name,
                    option => option.Value.ValueKind == JsonValueKind.String ? option.Value.GetString()! : option.Value.GetRawText(),
                    StringComparer.Ordinal);
        }

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach ((string key, string text) in value)
            {
                writer.WriteOption(key, text);
            }

            writer.WriteEndObject();
        }
    }
}
