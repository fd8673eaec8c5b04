using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Makes the reader of a dataset format.</summary>
public static class DatasetReaders
{
    private static readonly string[] _formats = ["jsonl", "csv", "tsv", "eraser"];

    /// <summary>The names of the formats.</summary>
    public static IReadOnlyList<string> Formats => _formats;

    /// <summary>Makes a reader.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="options">Options of the format by key, as <c>suite.yaml</c> has them.</param>
    /// <param name="where">Where format and options were read, for messages.</param>
    /// <exception cref="BenchException">There is no such format or option.</exception>
    public static IDatasetReader Create(string format, IReadOnlyDictionary<string, string> options, string where)
    {
        string owner = $"{where}: dataset";
        return format switch
        {
            "jsonl" => new JsonLinesReader(OptionsBinder.Bind<JsonLinesOptions>(options, owner)),
            "csv" => new DelimitedReader("csv", OptionsBinder.Bind<CsvOptions>(options, owner)),
            "tsv" => new DelimitedReader("tsv", OptionsBinder.Bind<TsvOptions>(options, owner)),
            "eraser" => new EraserReader(OptionsBinder.Bind<EraserOptions>(options, owner)),
            _ => throw new BenchException(
                $"There is no dataset format '{format}'",
                owner,
                $"{NearMatches.Suggest(format, _formats)}All formats: {string.Join(", ", _formats)}"),
        };
    }
}
