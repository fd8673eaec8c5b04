using Bench.Abstractions;
using CsvHelper;

namespace Bench.Evaluation;

/// <summary>
/// Reads tables with a header: a column for the text and, where there are any, for id (else the row's rank), second text, label and
/// rationale (<c>3-8;12-20</c>, or character indices <c>[3, 4, 5]</c>), and edits that keep the meaning (one text, or a list in JSON as in the
/// format <c>jsonl</c>). Other columns become columns to slice by.
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
        using StreamReader reader = TextLines.Open(path);
        using CsvReader table = Table(reader, DelimiterOf(path));
        if (NextRow(table, path) is not { } header)
        {
            throw new BenchException("The file is empty", path, "Give it a header with the names of the columns, and rows");
        }

        var columns = new DelimitedColumns(header.Values, options, header.Where);
        var ids = new UniqueIds();
        for (int rank = 1; NextRow(table, path) is { } row; rank++)
        {
            int number = rank;
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

    private Instance ToInstance(Row row, int rank, DelimitedColumns columns, UniqueIds ids)
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

    private static Row? NextRow(CsvReader table, string path)
    {
        int Line() => Math.Max(1, checked((int)table.LineNumber));
        try
        {
            return TextLines.Guarded(path, Line(), table.Read)
                ? new Row([.. Enumerable.Range(0, table.FieldCount).Select(table.GetString)], Line(), TextLines.Where(path, Line()))
                : null;
        }
        catch (CsvFormatException exception)
        {
            throw new BenchException(
                "Malformed row: a quote stands inside a value or is never closed",
                TextLines.Where(path, (int)Math.Max(1, exception.LineNumber)),
                "Put the value in double quotes and double the quotes in it",
                exception);
        }
    }

    private CsvReader Table(StreamReader reader, string delimiter)
    {
        return delimiter.Length == 1 && char.IsAscii(delimiter[0]) && delimiter[0] is not ('"' or '\r' or '\n')
            ? CsvReader.Create(reader, new CsvReaderOptions
            {
                HasHeader = false,
                Separator = delimiter[0],
                Mode = options.Quotes ? CsvMode.Rfc4180 : CsvMode.NoEscape,
                MalformedData = CsvMalformedDataHandling.Throw,
                TrackLineNumbers = true,
            })
            : throw new BenchException($"'{delimiter}' cannot separate columns", "dataset: delimiter", "Use ',', ';', '|' or 'tab'");
    }

    private sealed record Row(string[] Values, int Line, string Where);
}
