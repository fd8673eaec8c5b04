using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>How far a run is.</summary>
public enum RunStage
{
    /// <summary>Computed, and its files written.</summary>
    Finished,

    /// <summary>Begun; the command that began it continues it.</summary>
    Unfinished,

    /// <summary>A process is computing it.</summary>
    Running,

    /// <summary>Parts of it are there, which <c>merge</c> joins.</summary>
    Shards,

    /// <summary>It cannot be read.</summary>
    Damaged,
}

/// <summary>A run's folder seen from outside; looking at it changes nothing.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Stage">How far the run is.</param>
/// <param name="Run">What is run; <see langword="null"/> where that cannot be read.</param>
/// <param name="Complete">Instances finished.</param>
/// <param name="Instances">Instances of the whole run.</param>
/// <param name="Problem">Why it cannot be read.</param>
public sealed record RunState(string Folder, RunStage Stage, RunManifest? Run, int Complete, int Instances, string? Problem = null)
{
    /// <summary>Bytes of everything in the folder.</summary>
    public long Bytes => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    /// <summary>Looks at a folder.</summary>
    /// <param name="folder">A run's folder, or that of a shard.</param>
    /// <returns>What is there; <see langword="null"/> where there is no run.</returns>
    public static RunState? Of(string folder)
    {
        try
        {
            return FolderLock.IsHeld(folder) ? new RunState(folder, RunStage.Running, null, 0, 0)
                : RunStore.Exists(folder) ? OfStore(folder)
                : File.Exists(Path.Combine(folder, RunManifest.FileName)) ? OfFiles(folder)
                : OfShards(folder);
        }
        catch (BenchException exception)
        {
            return new RunState(folder, RunStage.Damaged, null, 0, 0, exception.Message);
        }
    }

    private static RunState OfStore(string folder)
    {
        using RunStore store = RunStore.OpenReadOnly(folder);
        return new RunState(
            folder, store.IsFinished ? RunStage.Finished : RunStage.Unfinished, store.Run, store.Complete, store.Instances);
    }

    private static RunState OfFiles(string folder)
    {
        RunManifest run = RunManifest.Read(Path.Combine(folder, RunManifest.FileName));
        return new RunState(folder, RunStage.Finished, run, run.Instances, run.Instances + run.Missing);
    }

    private static RunState? OfShards(string folder)
    {
        RunState[] shards = [.. RunStore.ShardsIn(folder).Select(Of).OfType<RunState>()];
        return shards.Length == 0 ? null : new RunState(
            folder,
            shards.Any(shard => shard.Stage == RunStage.Running) ? RunStage.Running : RunStage.Shards,
            shards.FirstOrDefault(shard => shard.Run is not null)?.Run,
            shards.Sum(shard => shard.Complete),
            shards.Max(shard => shard.Instances));
    }
}
