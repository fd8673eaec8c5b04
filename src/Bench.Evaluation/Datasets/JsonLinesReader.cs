using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads JSON Lines: an object a line with its texts (see <see cref="RowTexts"/>) and, where there are any, <c>id</c> (else the line's
/// rank), what is right (<c>label</c>, <c>labels</c>, <c>entity</c>, <c>entities</c>, <c>tags</c>, <c>answer</c>, <c>answers</c>),
/// <c>candidate_labels</c>, what people marked (see <see cref="RowRationales"/>), <c>segments</c> to explain as one, and <c>edits</c> that
/// keep the meaning. Other strings, numbers and flags become columns.
/// </summary>
/// <param name="options">Options.</param>
public sealed class JsonLinesReader(JsonLinesOptions options) : IDatasetReader
{
    private static readonly string[] _known = ["id", "text", "text_pair", "label", "rationale", "rationales", "edits"];

    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "jsonl",
        "One object per line: text or question and context, what is right, rationales; other values become columns");

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

    /// <summary>Makes an instance of a row, whatever file it was read from.</summary>
    /// <param name="line">The row.</param>
    /// <param name="rank">Its rank, from 1.</param>
    /// <param name="ids">The ids so far.</param>
    /// <exception cref="BenchException">The row cannot be used.</exception>
    internal Instance ToInstance(JsonLine line, int rank, UniqueIds ids)
    {
        RowTexts texts = RowTexts.Of(line);
        var spans = new Spans(texts.Text, texts.TextPair, options.Offsets, line.Where) { Segment = texts.IsQuestion ? 1 : 0 };
        string[] answers = texts.IsQuestion ? ["answer", "answers"] : [];
        return new Instance
        {
            Id = ids.Add(line.Text("id") ?? InstanceText.Rank(rank), line.Number, line.Where),
            Text = texts.Text,
            TextPair = texts.TextPair,
            Hypothesis = texts.Hypothesis,
            Label = line.Text("label"),
            Gold = GoldOf(line, texts, spans),
            Candidates = line.Has("candidate_labels") ? Filled(line, "candidate_labels") : [],
            Rationales = RowRationales.Read(line, spans),
            Segments = line.IsList("segments") ? [.. RationaleJson.Spans(line.Given("segments"), spans, line.Where)] : [],
            Edits = line.Given("edits") is { ValueKind: not JsonValueKind.Undefined } edits
                ? EditJson.Read(edits, texts.Text, texts.TextPair, options.Offsets, line.Where)
                : [],
            Columns = Columns(line, [.. _known, .. texts.Fields, .. answers]),
            Source = line.Where,
        };
    }

    private static Gold GoldOf(JsonLine line, RowTexts texts, Spans spans)
    {
        Gold gold = WordLabels.Read(line, texts) is { } words ? Gold.None with { Words = words } : Gold.None;
        gold = line.IsList("labels") ? gold with { Labels = Filled(line, "labels") } : gold;
        return AnswerJson.Add(EntityJson.Add(gold, line, spans), line, texts, spans);
    }

    private static ImmutableArray<string> Filled(JsonLine line, string name) =>
        line.Texts(name) is var texts && !texts.Any(string.IsNullOrWhiteSpace)
            ? [.. texts]
            : throw new BenchException($"One of '{name}' is empty", line.Where, "Give every label a name");

    private static ImmutableSortedDictionary<string, string> Columns(JsonLine line, string[] known)
    {
        ImmutableSortedDictionary<string,
            string>.Builder columns = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty field in line.Fields.EnumerateObject())
        {
            bool isColumn = field.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object) && !known.Contains(field.Name);
            if (isColumn && line.Text(field.Value, field.Name) is { } value)
            {
                columns[field.Name] = value;
            }
        }

        return columns.ToImmutable();
    }
}
