namespace Bench.Abstractions;

/// <summary>Writes a finished run as one file, its options set.</summary>
public interface IReportExporter
{
    /// <summary>
    /// Writes the file. Equal runs should give equal bytes: no times, no order of one's own, numbers in the invariant culture.
    /// </summary>
    /// <param name="run">The run. Names and labels in it are untrusted text.</param>
    /// <param name="writer">Where to write; lines end with <c>\n</c>.</param>
    void Write(ReportedRun run, TextWriter writer);
}

/// <summary>What a list says of a form of reports.</summary>
/// <param name="Id">The name that <c>report --format</c> takes, for example <c>latex</c>.</param>
/// <param name="FileName">Name of the file, for example <c>table.tex</c>.</param>
/// <param name="Summary">What is written, one sentence without the final full stop.</param>
public sealed record ReportDescriptor(string Id, string FileName, string Summary) : IComponentDescriptor;
