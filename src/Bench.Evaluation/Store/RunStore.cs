using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The results of a run as they come, in an SQLite database in the results folder: one row per instance, one per instance and explainer,
/// each committed at once and with a checksum. A process killed at any point loses no more than what it was computing. One process at a
/// time may write it.
/// </summary>
public sealed class RunStore : IDisposable
{
    /// <summary>Name of the database.</summary>
    public const string FileName = "run.db";

    private readonly FolderLock? _lock;
    private readonly StoreFile _file;
    private readonly StoreRows _rows;
    private readonly SortedDictionary<int, HashSet<string>> _done = [];

    private RunStore(FolderLock? folderLock, StoreFile file)
    {
        (_lock, _file, _rows) = (folderLock, file, new StoreRows(file));
        (Run, Instances, Shard, IsFinished) = _rows.Run();
        foreach ((int index, string explainer) in _rows.Keys())
        {
            Remember(index, explainer);
        }

        // Rows that are lost leave no checksum behind that could be wrong.
        if (IsFinished && Missing.Any())
        {
            throw StoreHeader.Damaged($"the run is finished, but results for instance {Missing.First()} are missing", file.Path);
        }
    }

    /// <summary>What is computed, its counts still 0.</summary>
    public RunManifest Run { get; private set; }

    /// <summary>Instances of the whole run, whatever this store's share of them.</summary>
    public int Instances { get; }

    /// <summary>The share of the run that this store is for.</summary>
    public Shard Shard { get; }

    /// <summary>Whether the run was finished and exported.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Number of instances that every explainer has finished.</summary>
    public int Complete => _done.Values.Count(IsComplete);

    /// <summary>Indices of this store's instances that some explainer has not finished, ascending.</summary>
    public IEnumerable<int> Missing => Enumerable.Range(0, Instances)
        .Where(index => Shard.Contains(index) && !(_done.TryGetValue(index, out HashSet<string>? done) && IsComplete(done)));

    /// <summary>Whether a folder has a store.</summary>
    /// <param name="folder">The folder.</param>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>The folders in a run's folder that hold shards of it, in order of their names.</summary>
    /// <param name="folder">The run's folder.</param>
    public static IReadOnlyList<string> ShardsIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder, "shard-*-of-*").Where(Exists).Order(StringComparer.Ordinal)];

    /// <summary>Begins a run in a folder that has none; the folder is made where missing.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="run">What is computed.</param>
    /// <param name="instances">Instances of the whole run.</param>
    /// <param name="shard">This store's share of them.</param>
    /// <exception cref="BenchException">The folder cannot be written, another process holds it, or a run stands there.</exception>
    public static RunStore Create(string folder, RunManifest run, int instances, Shard shard) => Locked(folder, (held, path) =>
    {
        if (File.Exists(path))
        {
            throw new BenchException("A run stands there already", path, "Choose another folder with --out");
        }

        StoreFile.Create(path, StoreRows.Insert(run, instances, shard, finished: false));
        return Opened(held, StoreFile.Open(path));
    });

    /// <summary>Opens the store of a folder for going on with its run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="BenchException">
    /// The folder cannot be written, another process holds it, or the store is not ours or damaged.
    /// </exception>
    public static RunStore Open(string folder) => Locked(folder, (held, path) => Opened(held, StoreFile.Open(path)));

    /// <summary>Opens the store of a folder for reading. Nothing in the folder is changed; it may be read-only.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="BenchException">Another process is writing it, or the store is missing, not ours or damaged.</exception>
    public static RunStore OpenReadOnly(string folder)
    {
        FolderLock.RequireFree(folder);
        return Opened(null, StoreFile.OpenReadOnly(Path.Combine(folder, FileName)));
    }

    /// <summary>Goes on with the run, whether finished or not.</summary>
    public void Continue() => Save(Run, finished: false);

    /// <summary>Remembers that the run is finished and exported.</summary>
    /// <param name="run">What was computed.</param>
    public void Finish(RunManifest run) => Save(run, finished: true);

    /// <summary>The explainers that have finished an instance.</summary>
    /// <param name="index">Position of the instance.</param>
    public IReadOnlySet<string> Done(int index) => _done.TryGetValue(index, out HashSet<string>? done) ? done : new HashSet<string>();

    /// <summary>Saves what an explainer gave for an instance. It survives whatever happens to the process afterwards.</summary>
    /// <param name="head">The instance.</param>
    /// <param name="result">What the explainer gave.</param>
    /// <exception cref="BenchException">The disk is full or fails; what was saved before stays.</exception>
    public void Add(InstanceHead head, ExplainerResult result)
    {
        _file.Write(StoreRows.Insert(head), StoreRows.Insert(head.Index, result));
        Remember(head.Index, result.Explainer);
    }

    /// <summary>What an explainer gave for an instance, or <see langword="null"/> where it has not finished it.</summary>
    /// <param name="index">Position of the instance.</param>
    /// <param name="explainer">Name of the explainer.</param>
    /// <exception cref="BenchException">The row is not what was written.</exception>
    public ExplainerResult? Find(int index, string explainer) =>
        _rows.Results(index, Done(index)).FirstOrDefault(result => result.Explainer == explainer);

    /// <summary>Everything saved, instance by instance in dataset order, finished or not.</summary>
    /// <exception cref="BenchException">A row is not what was written; raised when it is reached.</exception>
    public IEnumerable<(InstanceHead Head, IReadOnlyList<ExplainerResult> Results)> ReadAll() =>
        _done.Keys.Select(index => (_rows.Head(index), _rows.Results(index, Done(index))));

    /// <summary>The finished instances in dataset order, read one at a time.</summary>
    /// <exception cref="BenchException">A row is not what was written; raised when it is reached.</exception>
    public IEnumerable<InstanceResult> Read()
    {
        string[] explainers = [.. Run.Explainers.Select(explainer => explainer.Name)];
        foreach ((int index, HashSet<string> done) in _done.Where(entry => IsComplete(entry.Value)))
        {
            var results = _rows.Results(index, done).ToDictionary(result => result.Explainer);
            var instance = InstanceResult.Of(_rows.Head(index), [.. explainers.Select(name => results[name])]);
            yield return instance.Documents.Select(ExplanationCheck.Problem).FirstOrDefault(problem => problem is not null) is { } problem
                ? throw StoreHeader.Damaged($"instance {index}: {problem}", _file.Path)
                : instance;
        }
    }

    /// <summary>Reads every page and every row, those that no reader needs included.</summary>
    /// <exception cref="BenchException">Something is not what was written.</exception>
    public void Verify()
    {
        string[] problems = [.. _file.Read("PRAGMA integrity_check").Select(row => row[0]).Where(text => text != "ok")];
        if (problems.Length > 0)
        {
            throw StoreHeader.Damaged(problems[0], _file.Path);
        }

        foreach (int index in _rows.Described())
        {
            _rows.Head(index);
        }

        foreach ((int index, HashSet<string> done) in _done)
        {
            _rows.Results(index, done);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _lock?.Dispose();
    }

    private static RunStore Opened(FolderLock? held, StoreFile file)
    {
        try
        {
            return new RunStore(held, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static RunStore Locked(string folder, Func<FolderLock, string, RunStore> open)
    {
        string path = Path.Combine(folder, FileName);
        FolderLock? held = null;
        try
        {
            Directory.CreateDirectory(folder);
            held = FolderLock.Take(folder);
            return open(held, path);
        }
        catch (Exception exception)
        {
            held?.Dispose();
            if (exception is not (IOException or UnauthorizedAccessException))
            {
                throw;
            }

            throw new BenchException(
                $"The results folder cannot be written: {exception.Message.TrimEnd('.')}",
                path,
                "Check its permissions, or choose another with --out",
                exception);
        }
    }

    private void Save(RunManifest run, bool finished)
    {
        _file.Write(("DELETE FROM run", []), StoreRows.Insert(run, Instances, Shard, finished));
        (Run, IsFinished) = (run, finished);
    }

    private void Remember(int index, string explainer)
    {
        if (!_done.TryGetValue(index, out HashSet<string>? done))
        {
            _done[index] = done = [];
        }

        done.Add(explainer);
    }

    private bool IsComplete(HashSet<string> done) => Run.Explainers.All(explainer => done.Contains(explainer.Name));
}
