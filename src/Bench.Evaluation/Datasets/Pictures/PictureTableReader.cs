using System.Collections.Immutable;
using Bench.Abstractions;
using CsvHelper;

namespace Bench.Evaluation;

/// <summary>
/// Reads a folder of pictures with a table that names them: a column for the picture and, where there are any, for mask, label and id.
/// Other columns become columns to slice by. No path may lead out of the folder.
/// </summary>
/// <param name="options">Options.</param>
public sealed class PictureTableReader(PictureTableOptions options) : IDatasetReader
{
    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "picture-table",
        "A folder of pictures with a table: image, and optionally mask, label and id");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        string file = Path.Combine(path, options.Table);
        using StreamReader reader = TextLines.Open(file);
        using var table = CsvReader.Create(reader, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = ',',
            Mode = CsvMode.Rfc4180,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
        });
        if (NextRow(table, file) is not { } header)
        {
            throw new BenchException("The file is empty", file, "Give it a header with the names of the columns, and rows");
        }

        if (!header.Values.Contains(options.Image))
        {
            throw new BenchException(
                $"There is no column '{options.Image}'", header.Where,
                $"Columns found: {string.Join(", ", header.Values)}; name the right one with the option 'image'");
        }

        if (header.Values.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new BenchException($"The column '{twice.Key}' comes twice", header.Where, "Give every column a name of its own");
        }

        var ids = new UniqueIds();
        for (int rank = 1; NextRow(table, file) is { } row; rank++)
        {
            int number = rank;
            yield return DatasetRow.Of(() => ToInstance(path, header.Values, row, number, ids));
        }
    }

    private Instance ToInstance(string folder, string[] header, Row row, int rank, UniqueIds ids)
    {
        if (row.Values.Length != header.Length)
        {
            throw new BenchException(
                $"The row has {row.Values.Length} columns, the header has {header.Length}", row.Where,
                "Put values that hold a comma or a quote in double quotes");
        }

        string? mask = Value(options.Mask);
        string[] used = [options.Image, options.Mask, options.Label, options.Id];
        return new Instance
        {
            Id = ids.Add(Value(options.Id) ?? InstanceText.Rank(rank), row.Line, row.Where),
            Text = "",
            Image = DataFile.In(folder, InstanceText.NotEmpty(Value(options.Image) ?? "", options.Image, row.Where), row.Where),
            Mask = mask is null ? null : new PictureMask { File = DataFile.In(folder, mask, row.Where) },
            Label = Value(options.Label),
            Columns = header.Zip(row.Values).Where(column => !used.Contains(column.First) && column.Second.Length > 0)
                .ToImmutableSortedDictionary(column => column.First, column => column.Second, StringComparer.Ordinal),
            Source = row.Where,
        };

        string? Value(string column) =>
            Array.IndexOf(header, column) is >= 0 and var at && row.Values[at].Trim() is { Length: > 0 } value ? value : null;
    }

    private static Row? NextRow(CsvReader table, string file)
    {
        int Line() => Math.Max(1, checked((int)table.LineNumber));
        try
        {
            return TextLines.Guarded(file, Line(), table.Read)
                ? new Row([.. Enumerable.Range(0, table.FieldCount).Select(table.GetString)], Line(), TextLines.Where(file, Line()))
                : null;
        }
        catch (CsvFormatException exception)
        {
            throw new BenchException(
                "Malformed row: a quote stands inside a value or is never closed",
                TextLines.Where(file, (int)Math.Max(1, exception.LineNumber)),
                "Put the value in double quotes and double the quotes in it",
                exception);
        }
    }

    private sealed record Row(string[] Values, int Line, string Where);
}
