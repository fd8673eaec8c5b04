using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Removes a run: the only place where Bench deletes what a user has computed, and only when asked.</summary>
public static class RunRemoval
{
    private static readonly string[] _names =
    [
        RunManifest.FileName, RunStore.FileName + "*", "run.lock*", "*.tmp",
        ScoresCsv.FileName, "scores-seed-*.csv", CasesCsv.FileName, CurvesCsv.FileName, ExplanationRecord.FileName, "summary.md",
        "report.html",
    ];

    /// <summary>Removes a run's files and shards, and its folder where nothing else is left in it.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <returns>What of the folder was not Bench's and stays.</returns>
    /// <exception cref="BenchException">There is no run, a process is computing it, or a file cannot be removed.</exception>
    public static IReadOnlyList<string> Remove(string folder)
    {
        if (RunState.Of(folder) is not { } state)
        {
            throw new BenchException("There is no run in this folder", folder, "Name one that `runs` lists");
        }

        string[] folders = [.. RunStore.ShardsIn(folder), folder];
        if (state.Stage == RunStage.Running || folders.Any(FolderLock.IsHeld))
        {
            throw new BenchException("A process is computing this run", folder, "Stop it first");
        }

        try
        {
            foreach (string part in folders)
            {
                foreach (string file in _names.SelectMany(name => Directory.EnumerateFiles(part, name)).ToArray())
                {
                    File.Delete(file);
                }

                if (!Directory.EnumerateFileSystemEntries(part).Any())
                {
                    Directory.Delete(part);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException(
                $"The run cannot be removed: {exception.Message.TrimEnd('.')}", folder, "Check the permissions", exception);
        }

        return Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)] : [];
    }
}
