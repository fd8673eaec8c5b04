using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>The runs below a folder: <c>SUITE/MODEL/ID</c>, or references without the last part.</summary>
public static class RunCatalog
{
    // SUITE/MODEL/ID
    private const int Depth = 3;

    /// <summary>Every run, in order of their folders.</summary>
    /// <param name="root">The folder that holds runs, or one of those inside it.</param>
    public static IReadOnlyList<RunState> All(string root) => [.. Folders(root, 0).Select(RunState.Of).OfType<RunState>()];

    /// <summary>The finished runs, the newest first; those of which instances are missing are left out.</summary>
    /// <param name="root">The folder that holds runs, or one of those inside it.</param>
    /// <param name="note">Is told of runs that cannot be read and are left out.</param>
    public static IReadOnlyList<(string Folder, RunManifest Run)> Finished(string root, Action<string> note)
    {
        var finished = new List<(string Folder, RunManifest Run, DateTime Written)>();
        foreach (string file in Folders(root, 0).Select(folder => Path.Combine(folder, RunManifest.FileName)).Where(File.Exists))
        {
            try
            {
                finished.Add((Path.GetDirectoryName(file)!, RunManifest.Read(file), File.GetLastWriteTimeUtc(file)));
            }
            catch (BenchException exception)
            {
                note($"Left out: {exception.Message}");
            }
        }

        return [.. finished.Where(entry => entry.Run.Missing == 0)
            .OrderByDescending(entry => entry.Run.Started).ThenByDescending(entry => entry.Written)
            .Select(entry => (entry.Folder, entry.Run))];
    }

    // A folder with a run's files is a run whatever its name: somebody may have moved or copied it.
    private static IEnumerable<string> Folders(string folder, int depth)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        bool isRun = RunStore.Exists(folder) || File.Exists(Path.Combine(folder, RunManifest.FileName))
            || RunPlaces.IsName(Path.GetFileName(folder));
        return isRun ? [folder]
            : depth == Depth ? []
            : Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(inside => Folders(inside, depth + 1));
    }
}
