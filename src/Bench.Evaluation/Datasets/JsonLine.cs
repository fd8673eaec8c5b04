using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>One line of a JSON Lines file, an object.</summary>
/// <param name="Fields">The object.</param>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Where">File and line, for messages.</param>
internal sealed record JsonLine(JsonElement Fields, int Number, string Where)
{
    /// <summary>The lines of a file; blank ones are left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">The file is missing, or a line is no JSON object.</exception>
    public static IEnumerable<JsonLine> Read(string path) => TextLines.Read(path).Select(line => Parse(line.Line, path, line.Number));

    /// <summary>The rows of a file of one instance a line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Makes an instance of a line and its rank, from 1.</param>
    public static IEnumerable<DatasetRow> Rows(string path, Func<JsonLine, int, Instance> read) => TextLines.Read(path)
        .Select((line, i) => DatasetRow.Of(() => read(Parse(line.Line, path, line.Number), i + 1)));

    /// <summary>Looks at every line that is one; what is wrong with others <see cref="Rows"/> tells.</summary>
    /// <param name="path">The file.</param>
    /// <param name="look">What looks at them; it may throw as if it read an instance.</param>
    public static void ForEach(string path, Action<JsonLine> look)
    {
        foreach ((string line, int number) in TextLines.Read(path))
        {
            try
            {
                look(Parse(line, path, number));
            }
            catch (BenchException)
            {
                continue;
            }
        }
    }

    /// <summary>A string, or <see langword="null"/> where there is none; numbers and flags are taken as they are written.</summary>
    /// <param name="name">The field.</param>
    public string? Text(string name) => Fields.TryGetProperty(name, out JsonElement value) ? Text(value, name) : null;

    /// <summary>A string that must be there.</summary>
    /// <param name="name">The field.</param>
    public string RequiredText(string name) => Text(name) ?? throw new BenchException(
        $"There is no '{name}'", Where, $"{NearMatches.Suggest(name, Names().Where(other => other != name))}Every line needs it");

    /// <summary>The text of a string, number or flag; <see langword="null"/> for null.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Its field, for messages.</param>
    public string? Text(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => null,
        _ => throw new BenchException($"'{name}' is {value.ValueKind}, expected text", Where, "Give it a text in quotes"),
    };

    /// <summary>Whether there is a field that is not null.</summary>
    /// <param name="name">The field.</param>
    public bool Has(string name) => Given(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>Whether there is a field that holds a list or an object.</summary>
    /// <param name="name">The field.</param>
    public bool IsList(string name) => Given(name).ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    /// <summary>A field that is not null; otherwise undefined.</summary>
    /// <param name="name">The field.</param>
    public JsonElement Given(string name) =>
        Fields.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : default;

    /// <summary>A list of texts.</summary>
    /// <param name="name">The field, which is there.</param>
    public string[] Texts(string name) => Given(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => Text(item, name) ?? "")]
        : throw new BenchException(
            $"'{name}' is {Given(name).ValueKind}, expected a list of texts", Where, $"Write \"{name}\": [\"…\", …]");

    /// <summary>The beginning of a value as it is written, for messages.</summary>
    /// <param name="value">The value.</param>
    public static string Shortened(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "nothing" : InstanceText.Shortened(value.GetRawText());

    private IEnumerable<string> Names() => Fields.EnumerateObject().Select(field => field.Name);

    private static JsonLine Parse(string line, string path, int number)
    {
        string where = TextLines.Where(path, number);
        JsonElement fields = InputJson.ParseLine(line, where);
        return fields.ValueKind == JsonValueKind.Object
            ? new JsonLine(fields, number, where)
            : throw new BenchException($"Found JSON of kind {fields.ValueKind}, expected an object", where, "Put one object on every line");
    }
}
