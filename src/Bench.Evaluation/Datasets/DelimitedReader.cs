using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads tables with a header: a column for the text and, where there are any, for id (else the row's rank), second text, label and
/// rationale (<c>3-8;12-20</c>, or character indices <c>[3, 4, 5]</c>), and edits that keep the meaning (one text, or a list in JSON as in
/// the format <c>jsonl</c>). Other columns become columns to slice by.
/// </summary>
/// <param name="options">Options.</param>
public sealed class DelimitedReader(DelimitedOptions options) : IDatasetReader
{
    /// <summary>Name and description of the format <c>csv</c>.</summary>
    public static DatasetDescriptor CsvDescriptor { get; } = new(
        "csv",
        "A table with a header, columns separated by commas: text, and optionally id, second text, label and rationale");

    /// <summary>Name and description of the format <c>tsv</c>.</summary>
    public static DatasetDescriptor TsvDescriptor { get; } = new(
        "tsv",
        "A table with a header, columns separated by tabs: text, and optionally id, second text, label and rationale");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        using IEnumerator<DelimitedRow> rows = DelimitedTable.Rows(path, DelimiterOf(path), options.Quotes).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw new BenchException("The file is empty", path, "Give it a header with the names of the columns, and rows");
        }

        var columns = new DelimitedColumns(rows.Current.Values, options, rows.Current.Where);
        var ids = new UniqueIds();
        for (int rank = 1; rows.MoveNext(); rank++)
        {
            (DelimitedRow row, int number) = (rows.Current, rank);
            yield return DatasetRow.Of(() => ToInstance(row, number, columns, ids));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes(string path)
    {
        string delimiter = DelimiterOf(path);
        return options.Delimiter == HeaderDelimiter.Auto && delimiter != ","
            ? [$"Columns are separated by {HeaderDelimiter.Name(delimiter)}, as the header shows"]
            : [];
    }

    private string DelimiterOf(string path)
    {
        if (options.Delimiter != HeaderDelimiter.Auto)
        {
            return options.Delimiter == "tab" ? "\t" : options.Delimiter;
        }

        using StreamReader reader = TextLines.Open(path);
        return HeaderDelimiter.Of(TextLines.Guarded(path, 1, reader.ReadLine) ?? "");
    }

    private Instance ToInstance(DelimitedRow row, int rank, DelimitedColumns columns, UniqueIds ids)
    {
        if (row.Values.Length != columns.Count)
        {
            throw new BenchException(
                $"The row has {row.Values.Length} columns, the header has {columns.Count}",
                row.Where,
                options.Quotes
                    ? "Put values that hold the delimiter, a quote or a line end in double quotes, and double the quotes in them"
                    : "Remove delimiters from the values, or set the dataset's option quotes to true");
        }

        string text = InstanceText.NotEmpty(row.Values[columns.Text], columns.Name(columns.Text), row.Where);
        string? pair = columns.TextPair < 0
            ? null
            : InstanceText.NotEmpty(row.Values[columns.TextPair], columns.Name(columns.TextPair), row.Where);
        string rationale = Optional(columns.Rationale) ?? "";
        string rationaleWhere = rationale.Length == 0 ? "" : $"{row.Where}, column '{columns.Name(columns.Rationale)}'";
        return new Instance
        {
            Id = ids.Add(Optional(columns.Id) ?? InstanceText.Rank(rank), row.Line, row.Where),
            Text = text,
            TextPair = pair,
            Label = Optional(columns.Label),
            Rationales = rationale.Length == 0
                ? []
                : [RationaleText.Read(rationale, new Spans(text, pair, options.Offsets, rationaleWhere), rationaleWhere)],
            Edits = Optional(columns.Edits) is { } edits
                ? EditText.Read(edits, text, pair, options.Offsets, $"{row.Where}, column '{columns.Name(columns.Edits)}'")
                : [],
            Columns = columns.Others(row.Values),
            Source = row.Where,
        };

        string? Optional(int column) => column >= 0 && row.Values[column].Trim() is { Length: > 0 } value ? value : null;
    }
}
