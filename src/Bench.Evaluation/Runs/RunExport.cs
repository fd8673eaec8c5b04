using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Writes the files of a run from its store. Each appears whole or not at all, and <c>run.json</c>, which holds their hashes, comes last: a
/// folder in which writing stopped half way is refused by its readers, never read as a mixture. Writing again gives the same bytes.
/// </summary>
/// <param name="exporters">
/// The files to write besides <c>run.json</c>, <c>scores.csv</c>, <c>curves.csv</c> and <c>explanations.jsonl</c>.
/// </param>
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

        var contents = new RunContents(run);
        Write(ExplanationRecord.FileName, writer => WriteExplanations(store.Read(), contents.Add, writer));
        Write(CasesCsv.FileName, writer => CasesCsv.Write(contents.Cases, run, writer));
        foreach (int seed in run.SeedNumbers)
        {
            Write(ScoresCsv.FileNameOf(seed), writer => ScoresCsv.Write(contents.Scores(seed), writer));
        }

        if (contents.Curves is { Count: > 0 } curves)
        {
            Write(CurvesCsv.FileName, writer => CurvesCsv.Write(curves, writer));
        }

        // Reports are made from the files, not from memory, so that `report` gives the same bytes later.
        RunManifest counted = RunManifest.Parse(contents.Counted.ToJson(), RunManifest.FileName);
        ResultSet results = ResultSet.Read(folder.Path, counted with { Files = files.ToImmutable() });
        foreach (IResultExporter exporter in exporters)
        {
            Write(exporter.FileName, writer => exporter.Write(results, writer));
        }

        folder.Write(RunManifest.FileName, (counted with { Files = files.ToImmutable() }).Write, cancellationToken);
        return results;
    }

    /// <summary>Writes the lines of <c>explanations.jsonl</c>.</summary>
    /// <param name="instances">The finished instances, read once.</param>
    /// <param name="seen">Is given each of them.</param>
    /// <param name="writer">Where to write.</param>
    internal static void WriteExplanations(IEnumerable<InstanceResult> instances, Action<InstanceResult> seen, TextWriter writer)
    {
        foreach (InstanceResult instance in instances)
        {
            seen(instance);
            foreach (ExplanationRecord record in instance.Documents)
            {
                writer.Write(record.ToLine());
                writer.Write('\n');
            }
        }
    }
}
