namespace Bench.Evaluation;

/// <summary>Writes a finished run as one file of the results folder.</summary>
public interface IResultExporter
{
    /// <summary>Name of the file, for example <c>summary.md</c>.</summary>
    string FileName { get; }

    /// <summary>Writes the file.</summary>
    /// <param name="results">The finished run.</param>
    /// <param name="writer">Where to write; lines end with <c>\n</c>.</param>
    void Write(ResultSet results, TextWriter writer);
}
