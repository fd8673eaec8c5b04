using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads Parquet files, in which the Hugging Face hub keeps datasets. A row is read as a line of <c>jsonl</c> with the same fields is,
/// lists and structures included; numbers that stand for class names, as the file says, become those names.
/// </summary>
/// <param name="options">Which column is what.</param>
public sealed class ParquetTableReader(ParquetTableOptions options) : IDatasetReader
{
    private readonly JsonLinesReader _lines = new(new JsonLinesOptions
    {
        // Spans that are made here count what .NET counts.
        Offsets = options.Marks == RationaleForm.Characters ? options.Offsets : OffsetUnit.Utf16,
    });

    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "parquet",
        "A Parquet file, a folder of them, or a dataset of the Hugging Face hub: fields as in jsonl, numbers by the class names that the "
            + "file holds");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        var ids = new UniqueIds();
        var columns = new ParquetColumns(options);
        int rank = 0;
        foreach (string file in DataFiles.Of(path, ".parquet"))
        {
            var rows = new ParquetRows(file);
            ClassNames classes = rows.Classes();
            foreach ((IDictionary<string, object?> row, string where) in rows.Read())
            {
                int number = ++rank;
                yield return DatasetRow.Of(() => ParquetPicture.BytesOf(row, "image") is { } picture
                    ? ParquetPicture.Instance(new JsonLine(Fields(row, classes, columns, where), number, where), picture, row, number, ids)
                    : _lines.ToInstance(new JsonLine(Fields(row, classes, columns, where), number, where), number, ids));
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes(string path)
    {
        ClassNames classes = new ParquetRows(DataFiles.Of(path, ".parquet")[0]).Classes();
        string column = options.Label.Length > 0 ? options.Label.Split('.')[0] : "label";
        return ClassNames.Of(classes[column]) is { } names ? [$"Labels are called as the file says: {string.Join(", ", names)}"] : [];
    }

    private JsonElement Fields(IDictionary<string, object?> row, ClassNames classes, ParquetColumns columns, string where)
    {
        byte[] written = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            foreach ((string name, object? value) in row)
            {
                writer.WritePropertyName(name);
                ParquetRows.Write(writer, value, classes[name]);
            }

            writer.WriteEndObject();
        });
        JsonObject fields = JsonNode.Parse(InputJson.Parse(written, where).GetRawText())!.AsObject();
        columns.Apply(fields, where);
        Mark(fields, where);
        return InputJson.Parse(JsonSerializer.SerializeToUtf8Bytes(fields), where);
    }

    private void Mark(JsonObject row, string where)
    {
        if (options.Marks == RationaleForm.Characters)
        {
            return;
        }

        string[] words = row["tokens"] is JsonArray tokens ? [.. tokens.Select(token => token?.ToString() ?? "")] : [];
        string text = row["text"]?.ToString() ?? string.Join(' ', words);
        JsonArray Spans(JsonNode? marks) =>
            options.Marks == RationaleForm.Words ? WordMarks.OfFlags(marks, words, where) : WordMarks.OfPhrases(marks, text, where);
        if (row["rationale"] is { } one)
        {
            row["rationale"] = Spans(one);
        }

        if (row["rationales"] is JsonArray several)
        {
            row["rationales"] = new JsonArray([.. several.Select(marks => (JsonNode)Spans(marks))]);
        }
    }
}
