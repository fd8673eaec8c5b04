using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The finished numbers of one run as plain data, from which every table, file and report is made. Immutable. A run reads it back from
/// the files it wrote, so that making a report again gives the same bytes.
/// </summary>
public sealed class ResultSet
{
    private ComparisonTable? _table;
    private RunAnalysis? _analysis;

    /// <summary>What was run.</summary>
    public required RunManifest Run { get; init; }

    /// <summary>All scores, in order of instances, targets, explainers and metrics.</summary>
    public required IReadOnlyList<ScoreRow> Scores { get; init; }

    /// <summary>
    /// The explanations, one record per instance and target in the order of the scores; read from disk one at a time, whenever they are
    /// enumerated. Empty where the file is gone.
    /// </summary>
    public IEnumerable<ExplanationRecord> Explanations { get; init; } = [];

    /// <summary>The mean curves behind scores, in order of explainers and metrics; none where no metric of the run follows one.</summary>
    public IReadOnlyList<MeanCurve> Curves { get; init; } = [];

    /// <summary>The comparison, computed once.</summary>
    public ComparisonTable Table => _table ??= ComparisonTable.Of(this);

    /// <summary>Tests, ranks and verdicts beyond the table, computed once.</summary>
    public RunAnalysis Analysis => _analysis ??= new RunAnalysis(Table);

    /// <summary>Reads a results folder.</summary>
    /// <param name="folder">A folder with <c>run.json</c> and <c>scores.csv</c>.</param>
    /// <exception cref="BenchException">A file is missing, malformed, or does not fit the others.</exception>
    public static ResultSet Read(string folder)
    {
        RunManifest run = RunManifest.Read(Path.Combine(folder, RunManifest.FileName));
        string scores = Path.Combine(folder, ScoresCsv.FileName);
        IReadOnlyList<ScoreRow> rows = ScoresCsv.Read(scores);
        RequireComplete(run, rows, scores);
        string explanations = Path.Combine(folder, ExplanationRecord.FileName);
        string curves = Path.Combine(folder, CurvesCsv.FileName);
        return new ResultSet
        {
            Run = run,
            Scores = rows,
            Explanations = File.Exists(explanations) ? ExplanationRecord.Read(explanations) : [],
            Curves = File.Exists(curves) ? CurvesCsv.Read(curves) : [],
        };
    }

    // Tables find a case by the place of its rows, so a row that was moved or lost would silently shift all others.
    private static void RequireComplete(RunManifest run, IReadOnlyList<ScoreRow> rows, string path)
    {
        (string Explainer, string Metric)[] block =
            [.. run.Explainers.SelectMany(explainer => run.Metrics.Select(metric => (explainer.Name, metric.Name)))];
        foreach ((int i, ScoreRow row) in rows.Index())
        {
            (string explainer, string metric) = block[i % block.Length];
            ScoreRow first = rows[i - (i % block.Length)];
            if (row.Explainer != explainer || row.Metric != metric || row.Instance != first.Instance || row.Target != first.Target)
            {
                throw new BenchException(
                    $"Row {i + 1} is {row.Metric} of {row.Explainer} for {row.Instance}, expected {metric} of {explainer} for {first.Instance}",
                    path,
                    "The file does not belong to the run.json beside it or was changed; run the suite again");
            }
        }

        if (block.Length == 0 || rows.Count % block.Length != 0)
        {
            throw new BenchException(
                $"There are {rows.Count} rows, expected a multiple of {block.Length} ({run.Explainers.Length} explainers × {run.Metrics.Length} metrics)",
                path,
                "The file was cut; run the suite again");
        }
    }
}
