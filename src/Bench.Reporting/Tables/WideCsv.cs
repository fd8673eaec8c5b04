using System.Globalization;
using Bench.Abstractions;
using Bench.Evaluation;
using CsvHelper;

namespace Bench.Reporting;

/// <summary>
/// <c>scores-wide.csv</c>: one line per instance, target and explainer, one column per metric; empty where it does not apply.
/// </summary>
public sealed class WideCsv : IResultExporter
{
    /// <summary>What it is.</summary>
    public static ReportDescriptor Descriptor { get; } = new(
        "csv-wide", "scores-wide.csv", "A line for each text and explainer, a column for each metric");

    public string FileName => Descriptor.FileName;

    public void Write(ResultSet results, TextWriter writer)
    {
        using CsvWriter csv = RunTable.Write(writer);
        csv.WriteHeader(
            [.. new[] { "instance", "target", "explainer" }.Concat(results.Run.Metrics.Select(metric => metric.Name))
                .Select(FormulaGuard.Protect)]);
        foreach (ScoreRow[] line in results.Scores.Chunk(results.Run.Metrics.Length))
        {
            csv.WriteField(FormulaGuard.Protect(line[0].Instance));
            csv.WriteField(FormulaGuard.Protect(line[0].Target));
            csv.WriteField(FormulaGuard.Protect(line[0].Explainer));
            foreach (ScoreRow row in line)
            {
                csv.WriteField(row.Value?.ToString("G9", CultureInfo.InvariantCulture) ?? "");
            }

            csv.EndRecord();
        }
    }
}
