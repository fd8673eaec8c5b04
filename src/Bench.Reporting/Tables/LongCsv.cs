using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Every score on a line of its own, as <c>scores.csv</c> has it.</summary>
public sealed class LongCsv : IResultExporter
{
    /// <summary>What it is.</summary>
    public static ReportDescriptor Descriptor { get; } = new("csv", ScoresCsv.FileName, "Every score on a line of its own");

    public string FileName => Descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer) => ScoresCsv.Write(results.Scores, writer);
}
