using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads edits that keep a text's meaning: a list whose entries are texts, or objects with <c>text</c> and, where there are any,
/// <c>text_pair</c> (else that of the instance) and <c>alignment</c>: <c>[[start, end, start in the edit, end in the edit], …]</c>, with
/// the segment as a fifth number in pairs.
/// </summary>
internal static class EditJson
{
    /// <summary>Reads edits.</summary>
    /// <param name="value">The list.</param>
    /// <param name="text">Text of the instance.</param>
    /// <param name="textPair">Its second text, or <see langword="null"/>.</param>
    /// <param name="unit">What offsets count.</param>
    /// <param name="where">Where the list was read, for messages.</param>
    /// <exception cref="BenchException">It has another form, a text is empty, or a span is wrong.</exception>
    public static ImmutableArray<TextEdit> Read(JsonElement value, string text, string? textPair, OffsetUnit unit, string where) =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((item, i) => Edit(item, new Original(text, textPair, unit), $"{where}, edit {i + 1}"))]
            : throw Unexpected(value, where);

    private static TextEdit Edit(JsonElement item, Original original, string where)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            return new TextEdit(Text(item, where), original.TextPair);
        }

        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("text", out JsonElement text))
        {
            throw Unexpected(item, where);
        }

        string? pair = item.TryGetProperty("text_pair", out JsonElement second) ? Text(second, where) : original.TextPair;
        if (pair is not null && original.TextPair is null)
        {
            throw new BenchException(
                "The edit has a second text, the instance has none", where, "Remove 'text_pair' of the edit, or add one to the instance");
        }

        var edit = new TextEdit(Text(text, where), pair);
        return item.TryGetProperty("alignment", out JsonElement alignment)
            ? edit with { Alignment = Alignment(alignment, edit, original, where) }
            : edit;
    }

    private static ImmutableArray<AlignedSpans> Alignment(JsonElement value, TextEdit edit, Original original, string where)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Unexpected(value, where);
        }

        var from = new Spans(original.Text, original.TextPair, original.Unit, $"{where}, alignment");
        var to = new Spans(edit.Text, edit.TextPair, original.Unit, $"{where}, alignment in the edit");
        return [.. value.EnumerateArray().Select(item =>
        {
            int[] numbers = item.ValueKind == JsonValueKind.Array && item.GetArrayLength() is 4 or 5
                ? [.. item.EnumerateArray()
                    .Select(number =>
                        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int whole)
                            ? whole
                            : throw Unexpected(item, where))]
                : throw Unexpected(item, where);
            int segment = numbers.Length == 5 ? numbers[4] : 0;
            return new AlignedSpans(from.Check(numbers[0], numbers[1], segment), to.Check(numbers[2], numbers[3], segment));
        })];
    }

    private static string Text(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String
            ? InstanceText.NotEmpty(value.GetString()!, "edited text", where)
            : throw Unexpected(value, where);

    private static BenchException Unexpected(JsonElement value, string where)
    {
        string text = value.GetRawText();
        return new BenchException(
            $"Found {(text.Length <= 40 ? text : text[..40] + "…")} among the edits",
            where,
            "Write them as [\"edited text\", …] or [{\"text\": …, \"alignment\": [[start, end, start in the edit, end in the edit], …]}, "
                + "…]");
    }

    private sealed record Original(string Text, string? TextPair, OffsetUnit Unit);
}
