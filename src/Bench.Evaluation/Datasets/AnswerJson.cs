using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The right answers of a question in JSON, <c>answer</c> or <c>answers</c>: a span <c>[start, end]</c>, a text that stands in the context,
/// a list of either, or lists of <c>text</c> and <c>answer_start</c> as in SQuAD (Rajpurkar et al. 2016); an empty list where there is no
/// answer.
/// </summary>
internal static class AnswerJson
{
    private static readonly string[] _fields = ["answer", "answers"];

    /// <summary>What a row says is right of answers, added to what else it says.</summary>
    /// <param name="gold">What else it says.</param>
    /// <param name="line">The row.</param>
    /// <param name="texts">Its texts.</param>
    /// <param name="spans">Checks spans.</param>
    /// <exception cref="BenchException">An answer has another form or does not stand in the text, or both fields are there.</exception>
    public static Gold Add(Gold gold, JsonLine line, RowTexts texts, Spans spans)
    {
        // Beside a text that is no question a plain 'answer' is a column like others.
        string[] given = [.. _fields.Where(field => line.Has(field) && (texts.IsQuestion || line.IsList(field)))];
        return given.Length switch
        {
            0 => gold,
            1 => gold with { Answers = [.. Read(line.Given(given[0]), texts, spans, line.Where).Distinct()] },
            _ => throw new BenchException("There is an 'answer' and there are 'answers'", line.Where, "Keep one of them"),
        };
    }

    private static IEnumerable<CharacterSpan> Read(JsonElement value, RowTexts texts, Spans spans, string where) => value.ValueKind switch
    {
        JsonValueKind.Array when IsSpan(value) => [Span(value, spans, where)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => One(item, texts, spans, where)),
        JsonValueKind.Object when value.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.Array =>
            Columns(text, value, texts, spans, where),
        _ => One(value, texts, spans, where),
    };

    // SQuAD's columns: {"text": ["Lisbon"], "answer_start": [32]}.
    private static IEnumerable<CharacterSpan> Columns(JsonElement text, JsonElement value, RowTexts texts, Spans spans, string where)
    {
        int count = text.GetArrayLength();
        if (!value.TryGetProperty("answer_start", out JsonElement starts) || starts.ValueKind != JsonValueKind.Array
            || starts.GetArrayLength() != count)
        {
            throw Unexpected(value, where);
        }

        return [.. Enumerable.Range(0, count).Select(i => At(Text(text[i], where), Number(starts[i], where), texts, spans, where))];
    }

    private static IEnumerable<CharacterSpan> One(JsonElement value, RowTexts texts, Spans spans, string where)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("text", out JsonElement text))
        {
            return value.TryGetProperty("answer_start", out JsonElement start) || value.TryGetProperty("start", out start)
                ? [At(Text(text, where), Number(start, where), texts, spans, where)]
                : Occurrences(Text(text, where), texts, where);
        }

        return value.ValueKind == JsonValueKind.String ? Occurrences(value.GetString()!, texts, where)
            : value.ValueKind == JsonValueKind.Array && IsSpan(value) ? [Span(value, spans, where)]
            : throw Unexpected(value, where);
    }

    private static CharacterSpan At(string answer, int start, RowTexts texts, Spans spans, string where)
    {
        (string context, int _) = Context(texts);
        CharacterSpan span = spans.Check(start, start + spans.LengthOf(answer));
        return context[span.Start..span.End] == answer ? span : throw new BenchException(
            $"The answer '{InstanceText.Shortened(answer)}' does not stand at {start}", where,
            "Give the character of the context where it starts, from 0");
    }

    private static List<CharacterSpan> Occurrences(string answer, RowTexts texts, string where)
    {
        (string context, int segment) = Context(texts);
        var found = new List<CharacterSpan>();
        for (int at = answer.Length == 0 ? -1 : context.IndexOf(answer, StringComparison.Ordinal); at >= 0; at = context.IndexOf(
            answer, at + answer.Length, StringComparison.Ordinal))
        {
            found.Add(new CharacterSpan(at, at + answer.Length, segment));
        }

        return found.Count > 0 ? found : throw new BenchException(
            $"The answer '{InstanceText.Shortened(answer)}' does not stand in the context", where,
            "Answers are parts of the context, letter by letter; an empty list says that there is none");
    }

    private static (string Text, int Segment) Context(RowTexts texts) => texts.TextPair is { } context ? (context, 1) : (texts.Text, 0);

    private static bool IsSpan(JsonElement value) =>
        value.GetArrayLength() == 2 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number);

    private static CharacterSpan Span(JsonElement value, Spans spans, string where) =>
        spans.Check(Number(value[0], where), Number(value[1], where));

    private static string Text(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unexpected(value, where);

    private static int Number(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Unexpected(value, where);

    private static BenchException Unexpected(JsonElement value, string where) => new(
        $"Found {JsonLine.Shortened(value)} where an answer is expected",
        where,
        "Write [start, end], a text of the context, a list of either, or {\"text\": [\"…\"], \"answer_start\": [0]}");
}
