using System.Text.Json.Nodes;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Gives a row the names that <c>jsonl</c> knows.</summary>
/// <param name="options">Which column is what.</param>
internal sealed class ParquetColumns(ParquetTableOptions options)
{
    private static readonly (string Name, string[] Usual)[] _usual =
        [("text", ["sentence", "sentence1"]), ("text_pair", ["sentence2"]), ("label", ["label_name"])];

    private static readonly string[] _texts = ["text", "question", "premise", "tokens"];

    /// <summary>Renames a row's fields; one that had the name before is left out.</summary>
    /// <param name="row">The row.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="BenchException">A column that is named is not there, or annotators disagree on the label.</exception>
    public void Apply(JsonObject row, string where)
    {
        Name(row, "text", options.Text, where);
        Name(row, "text_pair", options.TextPair, where);
        Name(row, "id", options.Id, where);
        Name(row, "tokens", options.Tokens, where);
        Name(row, "tags", options.Tags, where);
        Name(row, "rationale", options.Rationale, where);
        Name(row, "rationales", options.Rationales, where);
        if (options.Label.Length > 0)
        {
            row["label"] = Majority(Find(row, options.Label, where)?.DeepClone(), where);
        }

        foreach ((string name, string[] usual) in _usual)
        {
            bool isThere = name == "text" ? _texts.Any(row.ContainsKey) : row.ContainsKey(name);
            if (!isThere && usual.FirstOrDefault(row.ContainsKey) is { } other)
            {
                Name(row, name, other, where);
            }
        }
    }

    private static void Name(JsonObject row, string name, string column, string where)
    {
        if (column.Length == 0 || column == name)
        {
            return;
        }

        JsonNode? value = Find(row, column, where)?.DeepClone();
        row.Remove(column);
        row[name] = value;
    }

    private static JsonNode? Find(JsonObject row, string column, string where)
    {
        JsonNode? found = row;
        foreach (string part in row.ContainsKey(column) ? [column] : column.Split('.'))
        {
            found = found switch
            {
                JsonObject fields when fields.ContainsKey(part) => fields[part],
                JsonArray items => new JsonArray([.. items.Select(item => (item as JsonObject)?[part]?.DeepClone())]),
                _ => throw new BenchException(
                    $"There is no column '{column}'", where,
                    $"{NearMatches.Suggest(column, row.Select(field => field.Key))}Columns: "
                        + $"{string.Join(", ", row.Select(field => field.Key))}"),
            };
        }

        return found;
    }

    // What most annotators say; where two labels have equally many, there is no label to be right about.
    private static JsonNode? Majority(JsonNode? label, string where)
    {
        if (label is not JsonArray several)
        {
            return label;
        }

        (string Text, JsonNode? Node, int Count)[] votes = [.. several.GroupBy(vote => vote?.ToJsonString() ?? "null")
            .Select(group => (group.Key, group.First(), group.Count())).OrderByDescending(vote => vote.Item3)];
        return votes.Length == 0 ? null
            : votes.Length == 1 || votes[0].Count > votes[1].Count ? votes[0].Node?.DeepClone()
            : throw new BenchException(
                $"The annotators do not agree on a label: {string.Join(", ", votes.Select(vote => $"{vote.Text} {vote.Count}×"))}", where,
                "Leave such rows out with 'on-bad-row: skip' under 'dataset'");
    }
}
