using System.Text;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Writes the files of a run from its store. Each appears whole or not at all; writing them again gives the same bytes.</summary>
/// <param name="exporters">The files to write besides <c>run.json</c>, <c>scores.csv</c>, <c>curves.csv</c> and <c>explanations.jsonl</c>.</param>
public sealed class RunExport(IReadOnlyList<IResultExporter> exporters)
{
    /// <summary>Writes all files.</summary>
    /// <param name="store">Where the finished instances are.</param>
    /// <param name="run">What was run, its counts still 0.</param>
    /// <param name="folder">Where to write.</param>
    /// <returns>The numbers as they were written.</returns>
    /// <exception cref="BenchException">The disk is full or the folder cannot be written.</exception>
    public ResultSet Write(RunStore store, RunManifest run, ResultsFolder folder)
    {
        folder.Write(ExplanationRecord.FileName, writer =>
        {
            foreach (JsonElement document in store.Read().SelectMany(result => result.Documents))
            {
                writer.Write(Encoding.UTF8.GetString(JsonText.Write(document.WriteTo)));
                writer.Write('\n');
            }
        });
        folder.Write(ScoresCsv.FileName, writer => ScoresCsv.Write(store.Read().SelectMany(result => result.Scores), writer));
        WriteCurves(store, run, folder);
        folder.Write(RunManifest.FileName, RunRecorder.Count(run, store.Read()).Write);

        // Reports are made from the files, not from memory, so that `report` gives the same bytes later.
        ResultSet results = ResultSet.Read(folder.Path);
        foreach (IResultExporter exporter in exporters)
        {
            folder.Write(exporter.FileName, writer => exporter.Write(results, writer));
        }

        return results;
    }

    private static void WriteCurves(RunStore store, RunManifest run, ResultsFolder folder)
    {
        var means = new CurveMeans();
        foreach (ScoreCurve curve in store.Read().SelectMany(result => result.Curves))
        {
            means.Add(curve);
        }

        if (means.Of(run) is { Count: > 0 } curves)
        {
            folder.Write(CurvesCsv.FileName, writer => CurvesCsv.Write(curves, writer));
        }
        else
        {
            // That of an earlier run in the folder would be taken for this one's.
            File.Delete(Path.Combine(folder.Path, CurvesCsv.FileName));
        }
    }
}
