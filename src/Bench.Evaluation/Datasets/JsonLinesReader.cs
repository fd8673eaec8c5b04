using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads JSON Lines: an object a line with <c>text</c> and, where there are any, <c>id</c> (else the line's rank), <c>text_pair</c>,
/// <c>label</c>, <c>rationale</c> or, for several annotators, <c>rationales</c>, and <c>edits</c> that keep the meaning. Other strings, numbers and flags become columns.
/// </summary>
/// <param name="options">Options.</param>
public sealed class JsonLinesReader(JsonLinesOptions options) : IDatasetReader
{
    private static readonly string[] _known = ["id", "text", "text_pair", "label", "rationale", "rationales", "edits"];

    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "jsonl",
        "One object per line: text, and optionally id, text_pair, label, rationale or rationales; other values become columns");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        var ids = new UniqueIds();
        foreach (DatasetRow row in JsonLine.Rows(path, (line, rank) => ToInstance(line, rank, ids)))
        {
            yield return row;
        }
    }

    private Instance ToInstance(JsonLine line, int rank, UniqueIds ids)
    {
        string text = InstanceText.NotEmpty(line.RequiredText("text"), "text", line.Where);
        string? pair = line.Text("text_pair") is { } second ? InstanceText.NotEmpty(second, "text_pair", line.Where) : null;
        return new Instance
        {
            Id = ids.Add(line.Text("id") ?? InstanceText.Rank(rank), line.Number, line.Where),
            Text = text,
            TextPair = pair,
            Label = line.Text("label"),
            Rationales = Rationales(line, new Spans(text, pair, options.Offsets, line.Where)),
            Edits = Given(line, "edits") is { ValueKind: not JsonValueKind.Undefined } edits
                ? EditJson.Read(edits, text, pair, options.Offsets, line.Where)
                : [],
            Columns = Columns(line),
            Source = line.Where,
        };
    }

    private static ImmutableArray<Rationale> Rationales(JsonLine line, Spans spans)
    {
        JsonElement one = Given(line, "rationale");
        JsonElement several = Given(line, "rationales");
        return (one.ValueKind, several.ValueKind) switch
        {
            (JsonValueKind.Undefined, JsonValueKind.Undefined) => [],
            (_, JsonValueKind.Undefined) => [RationaleJson.Read(one, spans, line.Where)],
            (JsonValueKind.Undefined, JsonValueKind.Array) =>
                [.. several.EnumerateArray().Select(rationale => RationaleJson.Read(rationale, spans, line.Where))],
            (JsonValueKind.Undefined, _) => throw new BenchException(
                $"'rationales' is {several.ValueKind}, expected a list of rationales", line.Where, "Use 'rationale' for one annotator"),
            _ => throw new BenchException("There is a 'rationale' and there are 'rationales'", line.Where, "Keep one of them"),
        };
    }

    private static JsonElement Given(JsonLine line, string name) =>
        line.Fields.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : default;

    private static ImmutableSortedDictionary<string, string> Columns(JsonLine line)
    {
        ImmutableSortedDictionary<string, string>.Builder columns = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty field in line.Fields.EnumerateObject())
        {
            bool isColumn = field.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object) && !_known.Contains(field.Name);
            if (isColumn && line.Text(field.Value, field.Name) is { } value)
            {
                columns[field.Name] = value;
            }
        }

        return columns.ToImmutable();
    }
}
