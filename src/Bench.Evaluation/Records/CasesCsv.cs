using System.Globalization;
using Bench.Abstractions;
using CsvHelper;

namespace Bench.Evaluation;

/// <summary>
/// <c>cases.csv</c>: one line per instance and target, in the order of the scores: the key of its text, its true and its predicted
/// label, and how far its annotators agree. What verdicts need to know of a case, without the text.
/// </summary>
public static class CasesCsv
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "cases.csv";

    private static readonly string[] _columns = ["instance", "target", "text", "label", "predicted", "annotators", "human_f1", "human_iou"];

    // Where there is no task, equal labels say both.
    private static readonly string[] _truth = ["is_true", "is_correct"];

    /// <summary>Writes cases.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="run">The run they are of.</param>
    /// <param name="writer">Where to write.</param>
    public static void Write(IEnumerable<RunCase> cases, RunManifest run, TextWriter writer)
    {
        using CsvWriter csv = RunTable.Write(writer);
        csv.WriteHeader(Columns(run));
        foreach (RunCase one in cases)
        {
            foreach (string? text in new[] { one.Instance, one.Target, one.Text, one.Label, one.Predicted })
            {
                csv.WriteField(FormulaGuard.Protect(text ?? ""));
            }

            csv.WriteField(one.Annotators?.Annotators.ToString(CultureInfo.InvariantCulture) ?? "");
            csv.WriteField(one.Annotators?.F1.ToString("G9", CultureInfo.InvariantCulture) ?? "");
            csv.WriteField(one.Annotators?.Iou.ToString("G9", CultureInfo.InvariantCulture) ?? "");
            if (one.Truth is { } truth)
            {
                csv.WriteField(Flag(truth.IsTrue));
                csv.WriteField(Flag(truth.IsCorrect));
            }

            csv.EndRecord();
        }
    }

    /// <summary>Reads the cases of a run back.</summary>
    /// <param name="path">A <c>cases.csv</c>.</param>
    /// <param name="run">What was run.</param>
    /// <exception cref="BenchException">The file is not of that form.</exception>
    public static IReadOnlyList<RunCase> Read(string path, RunManifest run)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            using CsvReader csv = RunTable.Read(reader);
            string[] header = [.. csv.Headers];
            string[] columns = Columns(run);
            if (!header.SequenceEqual(columns))
            {
                throw new BenchException($"The columns are {string.Join(", ", header)}, expected {string.Join(", ", columns)}", path,
                    "Run the same command again, which writes the files anew from the store");
            }

            var cases = new List<RunCase>();
            while (csv.Read())
            {
                cases.Add(Parse(csv, run.Task is not null));
            }

            return cases;
        }
        catch (Exception exception) when (exception is IOException or CsvFormatException or FormatException or OverflowException)
        {
            throw new BenchException($"The cases cannot be read: {exception.Message.Split('\n')[0].TrimEnd('.')}", path,
                "Run the same command again, which writes the files anew from the store", exception);
        }
    }

    private static RunCase Parse(CsvReader csv, bool hasTruth)
    {
        string annotators = csv.GetString(5);
        return new RunCase(Text(csv, 0), Text(csv, 1), Text(csv, 2), Text(csv, 3) is { Length: > 0 } label ? label : null,
            Text(csv, 4) is { Length: > 0 } predicted ? predicted : null)
        {
            Annotators = annotators.Length == 0 ? null : new AnnotatorAgreement(
                int.Parse(annotators, CultureInfo.InvariantCulture), Number(csv, 6), Number(csv, 7)),
            Truth = hasTruth ? new CaseTruth(Flag(csv.GetString(8)), Flag(csv.GetString(9))) : null,
        };
    }

    private static string[] Columns(RunManifest run) => run.Task is null ? _columns : [.. _columns, .. _truth];

    private static string Flag(bool? value) => value switch { true => "true", false => "false", _ => "" };

    private static bool? Flag(string text) => text.Length == 0 ? null : bool.Parse(text);

    private static string Text(CsvReader csv, int column) => FormulaGuard.Restore(csv.GetString(column));

    private static double Number(CsvReader csv, int column) => double.Parse(csv.GetString(column), CultureInfo.InvariantCulture);
}
