using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Makes a finished run the reference of its suite: copies what is committed, the small files, and no more. The only way in which anything
/// below <c>results</c> changes.
/// </summary>
public static class ReferenceExport
{
    private static readonly string[] _names = [CasesCsv.FileName, CurvesCsv.FileName, "summary.md"];

    /// <summary>Copies a run's files.</summary>
    /// <param name="run">Folder of the finished run.</param>
    /// <param name="root">The folder of references, which gets <c>SUITE/MODEL/</c>.</param>
    /// <returns>The reference's folder.</returns>
    /// <exception cref="BenchException">The run is damaged, or the reference cannot be written.</exception>
    public static string Write(string run, string root)
    {
        RunManifest manifest = RunManifest.Read(Path.Combine(run, RunManifest.FileName));
        var folder = new ResultsFolder(Path.Combine(root, manifest.Suite, manifest.Model.Name));
        Directory.CreateDirectory(folder.Path);
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string name in manifest.SeedNumbers.Select(ScoresCsv.FileNameOf).Concat(_names))
        {
            if (manifest.Files?.ContainsKey(name) == true)
            {
                string text = File.ReadAllText(SealedFile.Require(run, name, manifest.Files));
                files[name] = folder.Write(name, writer => writer.Write(text));
            }
            else
            {
                File.Delete(Path.Combine(folder.Path, name));
            }
        }

        folder.Write(RunManifest.FileName, (manifest with { Files = files.ToImmutable() }).Write);
        return folder.Path;
    }
}
