using System.Text.Json;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>
/// The answer of a task as a table: entities one a row, the answer to a question with its place in the context, a ranking of labels.
/// </summary>
internal static class AnswerTable
{
    /// <summary>Writes it; nothing where the probabilities say it all.</summary>
    public static void Write(MarkupWriter html, PageContent content)
    {
        foreach ((string key, JsonElement answer) in content.Records[0].Answer ?? [])
        {
            Write(html, content.Records[0], key, answer);
        }
    }

    private static void Write(MarkupWriter html, ExplanationRecord record, string key, JsonElement answer)
    {
        JsonElement[] rows = answer.ValueKind == JsonValueKind.Array ? [.. answer.EnumerateArray()] : [answer];
        if (rows.Length == 0)
        {
            html.Element("p", $"No {key}.");
            return;
        }

        string[] columns =
            [.. rows[0].EnumerateObject().Where(column => column.Value.ValueKind != JsonValueKind.Array).Select(column => column.Name)];
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", key)).Open("table")
            .Element("caption", key);
        html.Open("thead").Open("tr");
        foreach (string column in columns)
        {
            html.Element("th", column.Replace('_', ' '), ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (JsonElement row in rows)
        {
            html.Open("tr");
            foreach (string column in columns)
            {
                html.Open("td", ("dir", "auto")).Text(Cell(row, column)).Close("td");
            }

            html.Close("tr");
        }

        html.Close("tbody").Close("table").Close("div");
        if (key == "answer")
        {
            Context(html, record, answer);
        }
    }

    private static string Cell(JsonElement row, string column) => !row.TryGetProperty(column, out JsonElement value) ? ""
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number)
            ? ExplanationWords.Number(number)
            : value.ToString();

    // The context with the answer marked.
    private static void Context(MarkupWriter html, ExplanationRecord record, JsonElement answer)
    {
        string context = record.TextPair ?? record.Text;
        (int start, int end) = (answer.GetProperty("start").GetInt32(), answer.GetProperty("end").GetInt32());
        if (start < 0 || end > context.Length || start >= end)
        {
            return;
        }

        html.Open("p", ("dir", "auto"), ("class", "context")).Text(context[..start]).Element("mark", context[start..end])
            .Text(context[end..]).Close("p");
    }
}
