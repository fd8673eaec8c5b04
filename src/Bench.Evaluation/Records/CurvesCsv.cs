using System.Globalization;
using Bench.Abstractions;
using CsvHelper;

namespace Bench.Evaluation;

/// <summary>
/// <c>curves.csv</c>: the mean curves behind deletion, insertion and AOPC scores, one line per explainer, metric and share, numbers as in
/// <see cref="ScoresCsv"/>. There is none where no metric of a run follows a curve.
/// </summary>
public static class CurvesCsv
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "curves.csv";

    private static readonly string[] _columns = ["explainer", "metric", "curve", "share", "mean", "cases"];

    /// <summary>Writes curves.</summary>
    /// <param name="curves">The curves, in order of explainers and metrics.</param>
    /// <param name="writer">Where to write.</param>
    public static void Write(IEnumerable<MeanCurve> curves, TextWriter writer)
    {
        using CsvWriter csv = RunTable.Write(writer);
        csv.WriteHeader(_columns);
        foreach ((MeanCurve curve, double share,
            double mean) in curves.SelectMany(curve => curve.Shares.Zip(curve.Means, (share, mean) => (curve, share, mean))))
        {
            csv.WriteField(FormulaGuard.Protect(curve.Explainer));
            csv.WriteField(FormulaGuard.Protect(curve.Metric));
            csv.WriteField(OptionsBinder.Key(curve.Kind.ToString()));
            csv.WriteField(share.ToString("G9", CultureInfo.InvariantCulture));
            csv.WriteField(mean.ToString("G9", CultureInfo.InvariantCulture));
            csv.WriteField(curve.Cases.ToString(CultureInfo.InvariantCulture));
            csv.EndRecord();
        }
    }

    /// <summary>Reads the curves back.</summary>
    /// <param name="path">A <c>curves.csv</c>.</param>
    /// <exception cref="BenchException">The file is not of that form.</exception>
    public static IReadOnlyList<MeanCurve> Read(string path)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            using CsvReader csv = RunTable.Read(reader);
            string[] header = [.. csv.Headers];
            if (!header.SequenceEqual(_columns))
            {
                throw new BenchException($"The columns are {string.Join(", ", header)}, expected {string.Join(", ", _columns)}", path,
                    "Run the same command again, which writes the files anew from the store");
            }

            var points = new List<(string Explainer, string Metric, CurveKind Kind, double Share, double Mean, int Cases)>();
            while (csv.Read())
            {
                CurveKind kind =
                    Enum.GetValues<CurveKind>().Cast<CurveKind?>()
                        .FirstOrDefault(kind => OptionsBinder.Key(kind.ToString()!) == csv.GetString(2))
                        ?? throw new BenchException($"There is no curve '{csv.GetString(2)}'", path,
                            "Run the same command again, which writes the files anew from the store");
                points.Add((
                    FormulaGuard.Restore(csv.GetString(0)), FormulaGuard.Restore(csv.GetString(1)), kind, Number(csv, 3), Number(csv, 4),
                    int.Parse(csv.GetString(5), CultureInfo.InvariantCulture)));
            }

            MeanCurve[] curves =
                [.. points.GroupBy(point => (point.Explainer, point.Metric, point.Kind, point.Cases)).Select(curve => new MeanCurve(
                    curve.Key.Explainer, curve.Key.Metric, curve.Key.Kind, [.. curve.Select(point => point.Share)],
                    [.. curve.Select(point => point.Mean)],
                    curve.Key.Cases))];
            return curves.FirstOrDefault(curve => !MetricCurve.AreShares(curve.Shares)) is { } wrong
                ? throw new FormatException($"The shares of {wrong.Metric} of {wrong.Explainer} do not rise within 0 and 1.")
                : curves;
        }
        catch (Exception exception) when (exception is IOException or CsvFormatException or FormatException or OverflowException)
        {
            throw new BenchException($"The curves cannot be read: {exception.Message.Split('\n')[0].TrimEnd('.')}", path,
                "Run the same command again, which writes the files anew from the store", exception);
        }
    }

    private static double Number(CsvReader csv, int column)
    {
        double value = double.Parse(csv.GetString(column), CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw new FormatException($"'{csv.GetString(column)}' is no finite number.");
    }
}
