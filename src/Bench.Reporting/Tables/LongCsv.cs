using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>Every score on a line of its own, as <c>scores.csv</c> has it.</summary>
public sealed class LongCsv : IResultExporter
{
    public string FileName => ScoresCsv.FileName;

    public void Write(ResultSet results, TextWriter writer) => ScoresCsv.Write(results.Scores, writer);
}
