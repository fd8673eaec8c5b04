using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads a rationale in JSON: a list of <c>[start, end]</c>, <c>[start, end, segment]</c> or
/// <c>{"start": …, "end": …, "segment": …}</c>, or a list of the indices of single characters.
/// </summary>
internal static class RationaleJson
{
    /// <summary>Reads a rationale.</summary>
    /// <param name="value">The list.</param>
    /// <param name="spans">Checks the spans.</param>
    /// <param name="where">Where it was read, for messages.</param>
    /// <exception cref="BenchException">It has another form, or a span is wrong.</exception>
    public static Rationale Read(JsonElement value, Spans spans, string where)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Unexpected(value, where);
        }

        return value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
            ? Evaluation.Spans.Merge(spans.OfCharacters([.. value.EnumerateArray().Select(item => Number(item, where))]))
            : Evaluation.Spans.Merge(value.EnumerateArray().Select(item => Span(item, spans, where)).ToArray());
    }

    /// <summary>Reads a list of spans that stay apart.</summary>
    /// <param name="value">The list.</param>
    /// <param name="spans">Checks the spans.</param>
    /// <param name="where">Where it was read, for messages.</param>
    /// <exception cref="BenchException">It has another form, or a span is wrong.</exception>
    public static IEnumerable<CharacterSpan> Spans(JsonElement value, Spans spans, string where) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select(item => Span(item, spans, where))
        : throw Unexpected(value, where);

    private static CharacterSpan Span(JsonElement item, Spans spans, string where)
    {
        if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() is 2 or 3)
        {
            return spans.Check(Number(item[0], where), Number(item[1], where), item.GetArrayLength() == 3 ? Number(item[2], where) : null);
        }

        return item.ValueKind == JsonValueKind.Object
            && item.TryGetProperty("start", out JsonElement start)
            && item.TryGetProperty("end", out JsonElement end)
            ? spans.Check(Number(start, where), Number(end, where),
                item.TryGetProperty("segment", out JsonElement segment) ? Number(segment, where) : null)
            : throw Unexpected(item, where);
    }

    private static int Number(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Unexpected(value, where);

    private static BenchException Unexpected(JsonElement value, string where)
    {
        string text = value.GetRawText();
        return new BenchException(
            $"Found {(text.Length <= 40 ? text : text[..40] + "…")} in a rationale or in segments",
            where,
            "Write it as [[start, end], …], as [{\"start\": …, \"end\": …}, …], or as a list of character indices");
    }
}
