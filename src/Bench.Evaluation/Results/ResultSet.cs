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
    private IReadOnlyList<RunCase>? _cases;

    /// <summary>What was run.</summary>
    public required RunManifest Run { get; init; }

    /// <summary>All scores, in order of instances, targets, explainers and metrics.</summary>
    public required IReadOnlyList<ScoreRow> Scores { get; init; }

    /// <summary>The scores of the second seed and of each that follows, in the same order; of the explainers that draw alone.</summary>
    public IReadOnlyList<IReadOnlyList<ScoreRow>> OtherSeeds { get; init; } = [];

    /// <summary>
    /// The explanations, one record per instance and target in the order of the scores; read from disk one at a time, whenever they are
    /// enumerated. Empty where the file is gone.
    /// </summary>
    public IEnumerable<ExplanationRecord> Explanations { get; init; } = [];

    /// <summary>The mean curves behind scores, in order of explainers and metrics; none where no metric of the run follows one.</summary>
    public IReadOnlyList<MeanCurve> Curves { get; init; } = [];

    /// <summary>
    /// What is known of every case, in the order of the scores. Where the folder has no such file it is read from the explanations, and
    /// where these are gone too, an instance stands for its text.
    /// </summary>
    public IReadOnlyList<RunCase> Cases
    {
        get => _cases ??= ExplainedCases();
        init => _cases = value;
    }

    /// <summary>The comparison, computed once.</summary>
    public ComparisonTable Table => _table ??= ComparisonTable.Of(Run, Scores, Cases);

    /// <summary>Tests, ranks and verdicts beyond the table, computed once.</summary>
    public RunAnalysis Analysis => _analysis ??= new RunAnalysis(Table);

    /// <summary>Reads a results folder, and refuses files that are not what was written with its <c>run.json</c>.</summary>
    /// <param name="folder">A folder with <c>run.json</c> and <c>scores.csv</c>.</param>
    /// <exception cref="BenchException">A file is missing, malformed or changed, or does not fit the others.</exception>
    public static ResultSet Read(string folder) => Read(folder, RunManifest.Read(Path.Combine(folder, RunManifest.FileName)));

    /// <summary>Reads a results folder whose <c>run.json</c> is still to be written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="run">What will stand in <c>run.json</c>.</param>
    internal static ResultSet Read(string folder, RunManifest run)
    {
        if (ManifestCheck.Lack(run) is { } lack)
        {
            throw new BenchException(lack, Path.Combine(folder, RunManifest.FileName), "Run the suite again");
        }

        string scores = SealedFile.Require(folder, ScoresCsv.FileName, run.Files);
        IReadOnlyList<ScoreRow> rows = ScoresCsv.Read(scores);
        RequireComplete(run, [.. run.Explainers.Select(explainer => explainer.Name)], rows, scores);
        var results = new ResultSet
        {
            // Reports say what was run; the hashes of the files beside them are of no use to them.
            Run = run with { Files = null },
            Scores = rows,
            OtherSeeds = [.. run.SeedNumbers.Skip(1).Select(seed => ReadSeed(folder, run, seed, rows))],
            Explanations = ReadExplanations(folder, run),
            Curves = ReadCurves(folder, run),
        };
        if (BelongsTo(run, folder, CasesCsv.FileName))
        {
            string path = SealedFile.Require(folder, CasesCsv.FileName, run.Files);
            results._cases = CasesCsv.Read(path, run);
            RunCase.RequireSame(results._cases, results.FirstRows(), path);
        }

        return results;
    }

    private IReadOnlyList<RunCase> ExplainedCases()
    {
        RunCase[] explained = [.. Explanations.Select(record => RunCase.Of(record, Run.Model))];
        if (explained.Length == 0)
        {
            return [.. FirstRows().Select(row => new RunCase(row.Instance, row.Target, row.Instance))];
        }

        RunCase.RequireSame(explained, FirstRows(), ExplanationRecord.FileName);
        return explained;
    }

    // The first row of every case.
    private ScoreRow[] FirstRows()
    {
        int block = Math.Max(1, Run.Explainers.Length * Run.Metrics.Length);
        return [.. Enumerable.Range(0, Scores.Count / block).Select(place => Scores[place * block])];
    }

    private static IReadOnlyList<ScoreRow> ReadSeed(string folder, RunManifest run, int seed, IReadOnlyList<ScoreRow> first)
    {
        string path = SealedFile.Require(folder, ScoresCsv.FileNameOf(seed), run.Files);
        IReadOnlyList<ScoreRow> rows = ScoresCsv.Read(path);
        string[] drawing = [.. rows.Select(row => row.Explainer).Distinct()];
        if (rows.Count > 0)
        {
            RequireComplete(run, drawing, rows, path);
        }

        return rows.Count * run.Explainers.Length == first.Count * drawing.Length ? rows : throw new BenchException(
            "It has scores of other cases than those of the first seed", path, "The file was cut; run the suite again");
    }

    private static IEnumerable<ExplanationRecord> ReadExplanations(string folder, RunManifest run)
    {
        // Checked when they are first read: they may be large, and most tables need none.
        var check = new Lazy<string>(() => SealedFile.Require(folder, ExplanationRecord.FileName, run.Files));
        return BelongsTo(run, folder, ExplanationRecord.FileName) ? Read(check) : [];

        static IEnumerable<ExplanationRecord> Read(Lazy<string> path)
        {
            foreach (ExplanationRecord record in ExplanationRecord.Read(path.Value))
            {
                yield return record;
            }
        }
    }

    private static IReadOnlyList<MeanCurve> ReadCurves(string folder, RunManifest run) => BelongsTo(run, folder, CurvesCsv.FileName)
        ? CurvesCsv.Read(SealedFile.Require(folder, CurvesCsv.FileName, run.Files))
        : [];

    // A file that another run left here is none of this one's.
    private static bool BelongsTo(RunManifest run, string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) && run.Files?.ContainsKey(name) != false;

    // Tables find a case by the place of its rows, so a row that was moved or lost would silently shift all others.
    private static void RequireComplete(RunManifest run, string[] explainers, IReadOnlyList<ScoreRow> rows, string path)
    {
        (string Explainer, string Metric)[] block =
            [.. explainers.SelectMany(explainer => run.Metrics.Select(metric => (explainer, metric.Name)))];
        foreach ((int i, ScoreRow row) in rows.Index())
        {
            (string explainer, string metric) = block[i % block.Length];
            ScoreRow first = rows[i - (i % block.Length)];
            if (row.Explainer != explainer || row.Metric != metric || row.Instance != first.Instance || row.Target != first.Target)
            {
                throw new BenchException(
                    $"Row {i + 1} is {row.Metric} of {row.Explainer} for {row.Instance}, expected {metric} of {explainer} for "
                        + $"{first.Instance}",
                    path,
                    "The file does not belong to the run.json beside it or was changed; run the suite again");
            }
        }

        if (block.Length == 0 || rows.Count % block.Length != 0)
        {
            throw new BenchException(
                $"There are {rows.Count} rows, expected a multiple of {block.Length} ({explainers.Length} explainers × "
                    + $"{run.Metrics.Length} metrics)",
                path,
                "The file was cut; run the suite again");
        }
    }
}
