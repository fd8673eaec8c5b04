using System.Globalization;
using Bench.Abstractions;
using CsvHelper;

namespace Bench.Evaluation;

/// <summary>
/// <c>scores.csv</c>: one line per instance, target, explainer and metric, in that order, numbers with nine significant digits in the
/// invariant culture. Equal runs give equal bytes. Text that a spreadsheet would run as a formula is marked, see
/// <see cref="FormulaGuard"/>.
/// </summary>
public static class ScoresCsv
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "scores.csv";

    /// <summary>Name of the file with the scores of one seed; those of a further seed are of the explainers that draw alone.</summary>
    /// <param name="seed">Number of the seed, from 1.</param>
    public static string FileNameOf(int seed) => seed == 1 ? FileName : FormattableString.Invariant($"scores-seed-{seed}.csv");

    private static readonly string[] _columns = ["instance", "target", "explainer", "metric", "value", "status"];

    /// <summary>Writes scores.</summary>
    /// <param name="scores">The scores, in order of instances, targets, explainers and metrics.</param>
    /// <param name="writer">Where to write.</param>
    public static void Write(IEnumerable<ScoreRow> scores, TextWriter writer)
    {
        using CsvWriter csv = RunTable.Write(writer);
        csv.WriteHeader(_columns);
        foreach (ScoreRow row in scores)
        {
            csv.WriteField(FormulaGuard.Protect(row.Instance));
            csv.WriteField(FormulaGuard.Protect(row.Target));
            csv.WriteField(FormulaGuard.Protect(row.Explainer));
            csv.WriteField(FormulaGuard.Protect(row.Metric));
            csv.WriteField(row.Value?.ToString("G9", CultureInfo.InvariantCulture) ?? "");
            csv.WriteField(FormulaGuard.Protect(row.Status));
            csv.EndRecord();
        }
    }

    /// <summary>Reads the scores back.</summary>
    /// <param name="path">A <c>scores.csv</c>.</param>
    /// <exception cref="BenchException">The file is not of that form.</exception>
    public static IReadOnlyList<ScoreRow> Read(string path)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            using CsvReader csv = RunTable.Read(reader);
            string[] header = [.. csv.Headers];
            if (!header.SequenceEqual(_columns))
            {
                throw new BenchException(
                    $"The columns are {string.Join(", ", header)}, expected {string.Join(", ", _columns)}", path,
                    "Run the same command again, which writes the files anew from the store");
            }

            var rows = new List<ScoreRow>();
            while (csv.Read())
            {
                string value = csv.GetString(4);
                rows.Add(new ScoreRow(
                    Text(csv, 0), Text(csv, 1), Text(csv, 2), Text(csv, 3),
                    value.Length == 0 ? null : Number(value), Text(csv, 5)));
            }

            return rows;
        }
        catch (Exception exception) when (exception is IOException or CsvFormatException or FormatException or OverflowException)
        {
            throw new BenchException($"The scores cannot be read: {exception.Message.Split('\n')[0].TrimEnd('.')}", path,
                "Run the same command again, which writes the files anew from the store", exception);
        }
    }

    private static double Number(string text)
    {
        double value = double.Parse(text, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw new FormatException($"'{text}' is no finite number.");
    }

    private static string Text(CsvReader csv, int column) => FormulaGuard.Restore(csv.GetString(column));
}
