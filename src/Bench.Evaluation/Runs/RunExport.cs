using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Writes the files of a run from its store. Each appears whole or not at all, and <c>run.json</c>, which holds their hashes, comes last: a
/// folder in which writing stopped half way is refused by its readers, never read as a mixture. Writing again gives the same bytes.
/// </summary>
/// <param name="exporters">The files to write besides <c>run.json</c>, <c>scores.csv</c>, <c>curves.csv</c> and <c>explanations.jsonl</c>.</param>
public sealed class RunExport(IReadOnlyList<IResultExporter> exporters)
{
    /// <summary>Writes all files.</summary>
    /// <param name="store">Where the finished instances are.</param>
    /// <param name="run">What was run, its counts still 0.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="cancellationToken">Stops the work; writing again starts it anew.</param>
    /// <returns>The numbers as they were written.</returns>
    /// <exception cref="BenchException">The disk is full, the folder cannot be written, or the store is damaged.</exception>
    public ResultSet Write(RunStore store, RunManifest run, ResultsFolder folder, CancellationToken cancellationToken = default)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        void Write(string name, Action<TextWriter> write) => files[name] = folder.Write(name, write, cancellationToken);

        Write(ExplanationRecord.FileName, writer => WriteExplanations(store, writer));
        IEnumerable<ExplanationRecord> explanations = ExplanationRecord.Read(Path.Combine(folder.Path, ExplanationRecord.FileName));
        Write(CasesCsv.FileName, writer => CasesCsv.Write(explanations.Select(record => RunCase.Of(record, run.Model)), run, writer));
        foreach (int seed in run.SeedNumbers)
        {
            Write(ScoresCsv.FileNameOf(seed), writer => ScoresCsv.Write(store.Read().SelectMany(result => result.OfSeed(seed)), writer));
        }

        if (CurvesOf(store, run) is { Count: > 0 } curves)
        {
            Write(CurvesCsv.FileName, writer => CurvesCsv.Write(curves, writer));
        }

        // Reports are made from the files, not from memory, so that `report` gives the same bytes later.
        RunManifest counted = RunManifest.Parse(RunRecorder.Count(run, store.Read()).ToJson(), RunManifest.FileName);
        ResultSet results = ResultSet.Read(folder.Path, counted with { Files = files.ToImmutable() });
        foreach (IResultExporter exporter in exporters)
        {
            Write(exporter.FileName, writer => exporter.Write(results, writer));
        }

        folder.Write(RunManifest.FileName, (counted with { Files = files.ToImmutable() }).Write, cancellationToken);
        return results;
    }

    /// <summary>Writes the lines of <c>explanations.jsonl</c>.</summary>
    /// <param name="store">Where the finished instances are.</param>
    /// <param name="writer">Where to write.</param>
    internal static void WriteExplanations(RunStore store, TextWriter writer)
    {
        foreach (JsonElement document in store.Read().SelectMany(result => result.Documents))
        {
            writer.Write(Encoding.UTF8.GetString(JsonText.Write(document.WriteTo)));
            writer.Write('\n');
        }
    }

    private static IReadOnlyList<MeanCurve> CurvesOf(RunStore store, RunManifest run)
    {
        var means = new CurveMeans();
        foreach (ScoreCurve curve in store.Read().SelectMany(result => result.Curves))
        {
            means.Add(curve);
        }

        return means.Of(run);
    }
}
