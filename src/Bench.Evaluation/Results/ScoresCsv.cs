using System.Globalization;
using Bench.Abstractions;
using CsvHelper;
using CsvHelper.Configuration;

namespace Bench.Evaluation;

/// <summary>
/// <c>scores.csv</c>: one line per instance, target, explainer and metric, in that order, numbers with nine significant digits in the
/// invariant culture. Equal runs give equal bytes.
/// </summary>
public sealed class ScoresCsv : IResultExporter
{
    private static readonly string[] _columns = ["instance", "target", "explainer", "metric", "value", "status"];

    public string FileName => "scores.csv";

    public void Write(ResultSet results, TextWriter writer)
    {
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        foreach (string column in _columns)
        {
            csv.WriteField(column);
        }

        foreach (ScoreRow row in results.Scores)
        {
            csv.NextRecord();
            csv.WriteField(row.Instance);
            csv.WriteField(row.Target);
            csv.WriteField(row.Explainer);
            csv.WriteField(row.Metric);
            csv.WriteField(row.Value?.ToString("G9", CultureInfo.InvariantCulture) ?? "");
            csv.WriteField(row.Status);
        }

        csv.NextRecord();
    }

    /// <summary>Reads the scores back.</summary>
    /// <param name="path">A <c>scores.csv</c>.</param>
    /// <exception cref="BenchException">The file is not of that form.</exception>
    public static IReadOnlyList<ScoreRow> Read(string path)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
            csv.Read();
            csv.ReadHeader();
            if (!csv.HeaderRecord!.SequenceEqual(_columns))
            {
                throw new BenchException(
                    $"The columns are {string.Join(", ", csv.HeaderRecord!)}, expected {string.Join(", ", _columns)}", path);
            }

            var rows = new List<ScoreRow>();
            while (csv.Read())
            {
                string value = csv.GetField(4)!;
                rows.Add(new ScoreRow(
                    csv.GetField(0)!, csv.GetField(1)!, csv.GetField(2)!, csv.GetField(3)!,
                    value.Length == 0 ? null : double.Parse(value, CultureInfo.InvariantCulture), csv.GetField(5)!));
            }

            return rows;
        }
        catch (Exception exception) when (exception is IOException or CsvHelperException or FormatException)
        {
            throw new BenchException($"The scores cannot be read: {exception.Message.Split('\n')[0].TrimEnd('.')}", path, inner: exception);
        }
    }
}
