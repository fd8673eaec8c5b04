using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The JSON of a text: its tokens, its other columns, and what people marked in it.</summary>
public static class TextJson
{
    /// <summary>Writes the tokens and how many were cut off as two properties.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="input">The tokenized text.</param>
    public static void WriteTokens(Utf8JsonWriter writer, TokenizedText input)
    {
        writer.WriteStartArray("tokens");
        foreach (Token token in input.Tokens)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", token.Id);
            writer.WriteString("text", token.Text);
            writer.WriteNumber("start", token.Start);
            writer.WriteNumber("end", token.End);
            writer.WriteBoolean("special", token.IsSpecial);
            writer.WriteNumber("type", token.TypeId);
            writer.WriteNumber("segment", token.Segment);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("truncated", input.Truncated);
    }

    /// <summary>Writes the other columns of a row.</summary>
    internal static void WriteColumns(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> columns)
    {
        writer.WriteStartObject("columns");
        foreach ((string name, string value) in columns)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes for every annotator the spans as <c>[start, end, segment]</c>.</summary>
    internal static void WriteRationales(Utf8JsonWriter writer, ImmutableArray<Rationale> rationales)
    {
        writer.WriteStartArray("rationales");
        foreach (Rationale rationale in rationales)
        {
            writer.WriteStartArray();
            foreach (CharacterSpan span in rationale.Spans)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(span.Start);
                writer.WriteNumberValue(span.End);
                writer.WriteNumberValue(span.Segment);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
