using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads a rationale in a table's cell: <c>3-8;12-20</c>, a list of character indices <c>[3, 4, 5]</c>, or spans in JSON as in the
/// format <c>jsonl</c>.
/// </summary>
internal static class RationaleText
{
    /// <summary>Reads a rationale.</summary>
    /// <param name="text">The cell, not empty.</param>
    /// <param name="spans">Checks the spans.</param>
    /// <param name="where">Where it was read, for messages.</param>
    /// <exception cref="BenchException">It has another form, or a span is wrong.</exception>
    public static Rationale Read(string text, Spans spans, string where)
    {
        if (!text.StartsWith('['))
        {
            string[] parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return Spans.Merge(parts.Select(part => Span(part, spans, where)).ToArray());
        }

        return RationaleJson.Read(InputJson.ParseLine(text, where), spans, where);
    }

    private static CharacterSpan Span(string part, Spans spans, string where)
    {
        string[] ends = part.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length == 2 && Number(ends[0]) is { } start && Number(ends[1]) is { } end
            ? spans.Check(start, end)
            : throw Malformed(part, where);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static BenchException Malformed(string text, string where) => new(
        $"The rationale holds '{(text.Length <= 40 ? text : text[..40] + "…")}'",
        where,
        "Write start-end;start-end, or a list of character indices such as [3, 4, 5]");
}
