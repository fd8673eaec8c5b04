using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The results of a run as they come, in an SQLite database in the results folder: one row per instance, one per instance and explainer,
/// each committed at once. A process killed at any point loses no more than what it was computing. One process at a time may hold it.
/// </summary>
public sealed class RunStore : IDisposable
{
    /// <summary>Name of the database.</summary>
    public const string FileName = "run.db";

    private const string LockName = "run.lock";

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly FolderLock _lock;
    private readonly StoreFile _file;
    private readonly Dictionary<int, HashSet<string>> _done = [];

    private RunStore(FolderLock folderLock, StoreFile file)
    {
        (_lock, _file) = (folderLock, file);
        Recover();
    }

    /// <summary>What is computed, its counts still 0; <see langword="null"/> in a new store.</summary>
    public RunManifest? Run { get; private set; }

    /// <summary>Instances of the whole run, whatever this store's share of them.</summary>
    public int Instances { get; private set; }

    /// <summary>The share of the run that this store is for.</summary>
    public Shard Shard { get; private set; } = Shard.Whole;

    /// <summary>Whether the run was finished and exported.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Number of instances that every explainer has finished.</summary>
    public int Complete => Run is { } run ? _done.Values.Count(done => IsComplete(run, done)) : 0;

    /// <summary>Indices of this store's instances that some explainer has not finished, ascending.</summary>
    public IEnumerable<int> Missing => Run is { } run
        ? Enumerable.Range(0, Instances).Where(index => Shard.Contains(index) && !(_done.TryGetValue(index, out var done) && IsComplete(run, done)))
        : [];

    /// <summary>Whether a folder has a store.</summary>
    /// <param name="folder">The folder.</param>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Opens the store of a folder, both made where missing.</summary>
    /// <param name="folder">The results folder.</param>
    /// <exception cref="BenchException">The folder cannot be written, another process holds it, or the store is damaged.</exception>
    public static RunStore Open(string folder)
    {
        FolderLock? folderLock = null;
        StoreFile? file = null;
        string path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            folderLock = FolderLock.Take(Path.Combine(folder, LockName));
            file = StoreFile.Open(path);
            return new RunStore(folderLock, file);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            folderLock?.Dispose();
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

    /// <summary>Forgets whatever the store holds and begins a run.</summary>
    /// <param name="run">What is computed.</param>
    /// <param name="instances">Instances of the whole run.</param>
    /// <param name="shard">This store's share of them.</param>
    public void Begin(RunManifest run, int instances, Shard shard)
    {
        (Run, Instances, Shard, IsFinished) = (run, instances, shard, false);
        _done.Clear();
        _file.Clear();
        SaveRun();
    }

    /// <summary>Goes on with the run that the store holds.</summary>
    /// <param name="run">What is computed: the store's run, or that with more explainers.</param>
    public void Continue(RunManifest run)
    {
        (Run, IsFinished) = (run, false);
        SaveRun();
    }

    /// <summary>Remembers that the run is finished and exported.</summary>
    /// <param name="run">What was computed.</param>
    public void Finish(RunManifest run)
    {
        (Run, IsFinished) = (run, true);
        SaveRun();
    }

    /// <summary>The explainers that have finished an instance.</summary>
    /// <param name="index">Position of the instance.</param>
    public IReadOnlySet<string> Done(int index) => _done.TryGetValue(index, out var done) ? done : new HashSet<string>();

    /// <summary>Saves what an explainer gave for an instance. It survives whatever happens to the process afterwards.</summary>
    /// <param name="head">The instance.</param>
    /// <param name="result">What the explainer gave.</param>
    /// <exception cref="BenchException">The disk is full or fails; what was saved before stays.</exception>
    public void Add(InstanceHead head, ExplainerResult result)
    {
        _file.Write(
            ("INSERT OR IGNORE INTO instance VALUES ($0, $1)", [head.Index, JsonSerializer.Serialize(head, _json)]),
            ("INSERT OR REPLACE INTO result VALUES ($0, $1, $2)", [head.Index, result.Explainer, JsonSerializer.Serialize(result, _json)]));
        if (!_done.TryGetValue(head.Index, out HashSet<string>? done))
        {
            _done[head.Index] = done = [];
        }

        done.Add(result.Explainer);
    }

    /// <summary>What an explainer gave for an instance, or <see langword="null"/> where it has not finished it.</summary>
    /// <param name="index">Position of the instance.</param>
    /// <param name="explainer">Name of the explainer.</param>
    public ExplainerResult? Find(int index, string explainer) =>
        _file.Read("SELECT data FROM result WHERE idx = $0 AND explainer = $1", index, explainer).SingleOrDefault() is { } row
            ? JsonSerializer.Deserialize<ExplainerResult>(row[0], _json)
            : null;

    /// <summary>Everything saved, instance by instance in dataset order, finished or not.</summary>
    public IEnumerable<(InstanceHead Head, IReadOnlyList<ExplainerResult> Results)> ReadAll() =>
        _done.Keys.Order().Select(index => (
            JsonSerializer.Deserialize<InstanceHead>(_file.Read("SELECT head FROM instance WHERE idx = $0", index).Single()[0], _json)!,
            (IReadOnlyList<ExplainerResult>)[.. _file.Read("SELECT data FROM result WHERE idx = $0 ORDER BY explainer", index)
                .Select(row => JsonSerializer.Deserialize<ExplainerResult>(row[0], _json)!)]));

    /// <summary>The finished instances in dataset order, read one at a time.</summary>
    public IEnumerable<InstanceResult> Read()
    {
        string[] explainers = [.. Run!.Explainers.Select(explainer => explainer.Name)];
        foreach ((InstanceHead head, IReadOnlyList<ExplainerResult> results) in ReadAll().Where(entry => IsComplete(Run, _done[entry.Head.Index])))
        {
            yield return InstanceResult.Of(head, [.. explainers.Select(name => results.Single(result => result.Explainer == name))]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static bool IsComplete(RunManifest run, HashSet<string> done) => run.Explainers.All(explainer => done.Contains(explainer.Name));

    private void SaveRun() => _file.Write(
        ("DELETE FROM run", []),
        ("INSERT INTO run VALUES ($0, $1, $2, $3)", [Run!.ToJson(), Instances, Shard.ToString(), IsFinished ? 1 : 0]));

    private void Recover()
    {
        if (_file.Read("SELECT manifest, instances, shard, finished FROM run").SingleOrDefault() is not { } row)
        {
            return;
        }

        Run = RunManifest.Parse(row[0], _file.Path);
        Instances = int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture);
        Shard = Shard.Parse(row[2], _file.Path);
        IsFinished = row[3] == "1";
        foreach (string[] entry in _file.Read("SELECT idx, explainer FROM result"))
        {
            int index = int.Parse(entry[0], System.Globalization.CultureInfo.InvariantCulture);
            _done.TryAdd(index, []);
            _done[index].Add(entry[1]);
        }
    }
}
