using CsvHelper;

namespace Bench.Evaluation;

/// <summary>
/// How tables of a run are written and read: columns separated by commas, lines ended by \n, quotes where a value needs them; what is read
/// must be exactly that.
/// </summary>
public static class RunTable
{
    private static readonly CsvWriterOptions _written = new() { NewLine = "\n", Quoting = CsvQuoting.WhenNeededOrWhitespace };

    private static readonly CsvReaderOptions _read = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <summary>Writes a table; the text writer stays open.</summary>
    /// <param name="writer">Where to write.</param>
    public static CsvWriter Write(TextWriter writer) => CsvWriter.Create(writer, _written, leaveOpen: true);

    /// <summary>Reads a table whose first line names its columns.</summary>
    /// <param name="reader">The table.</param>
    /// <exception cref="CsvFormatException">While reading: it is no such table.</exception>
    public static CsvReader Read(TextReader reader) => CsvReader.Create(reader, _read, leaveOpen: true);
}
