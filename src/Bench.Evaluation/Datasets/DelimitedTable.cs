using Bench.Abstractions;
using CsvHelper;

namespace Bench.Evaluation;

/// <summary>The rows of a table of text, the header among them, each with the line that it starts on.</summary>
internal static class DelimitedTable
{
    /// <summary>Reads the rows, as they are asked for; blank lines are left out.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="delimiter">What separates columns, one ASCII character.</param>
    /// <param name="areQuoted">Whether double quotes enclose values that hold delimiters, quotes or line ends.</param>
    /// <exception cref="BenchException">
    /// The file cannot be read, a quote stands where none may, or this cannot separate columns.
    /// </exception>
    public static IEnumerable<DelimitedRow> Rows(string path, string delimiter, bool areQuoted)
    {
        using StreamReader reader = TextLines.Open(path);
        using CsvReader table = Open(reader, delimiter, areQuoted);
        while (Next(table, path) is { } row)
        {
            yield return row;
        }
    }

    private static DelimitedRow? Next(CsvReader table, string path)
    {
        int Line() => (int)Math.Max(1, table.LineNumber);
        try
        {
            return TextLines.Guarded(path, Line(), table.Read)
                ? new DelimitedRow(
                    [.. Enumerable.Range(0, table.FieldCount).Select(table.GetString)], Line(), TextLines.Where(path, Line()))
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

    private static CsvReader Open(StreamReader reader, string delimiter, bool areQuoted) =>
        delimiter.Length == 1 && char.IsAscii(delimiter[0]) && delimiter[0] is not ('"' or '\r' or '\n')
            ? CsvReader.Create(reader, new CsvReaderOptions
            {
                HasHeader = false,
                Separator = delimiter[0],
                Mode = areQuoted ? CsvMode.Rfc4180 : CsvMode.NoEscape,
                MalformedData = CsvMalformedDataHandling.Throw,
                TrackLineNumbers = true,
            })
            : throw new BenchException($"'{delimiter}' cannot separate columns", "dataset: delimiter", "Use ',', ';', '|' or 'tab'");
}

/// <summary>A row of a table.</summary>
/// <param name="Values">The values of its columns.</param>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Where">File and line, for messages.</param>
internal sealed record DelimitedRow(string[] Values, int Line, string Where);
