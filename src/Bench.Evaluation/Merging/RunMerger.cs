using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Joins parts of a run that several machines computed into what one run would have written. The order of the parts is irrelevant.
/// </summary>
/// <param name="exporters">The files to write besides <c>run.json</c>, <c>scores.csv</c> and <c>explanations.jsonl</c>.</param>
public sealed class RunMerger(IReadOnlyList<IResultExporter> exporters)
{
    private const int NamedInstances = 10;

    /// <summary>Joins parts.</summary>
    /// <param name="folders">Folders of shards, or folders that hold such.</param>
    /// <param name="outputRoot">
    /// Folder that gets <c>suite/model/id/</c>; <see langword="null"/> for the folder in which the shards lie.
    /// </param>
    /// <param name="partial">Whether instances may be missing.</param>
    /// <param name="cancellationToken">Stops the work; the same call starts it anew.</param>
    /// <returns>The numbers, the folder they were written to, and what a reader must know of them, one sentence each.</returns>
    /// <exception cref="BenchException">Parts of different runs, missing instances, or a part that cannot be read.</exception>
    public (ResultSet Results, string Folder, IReadOnlyList<string> Notes) Merge(
        IEnumerable<string> folders, string? outputRoot, bool partial, CancellationToken cancellationToken = default)
    {
        string[] paths = [.. folders.SelectMany(Parts).Distinct().Order(StringComparer.Ordinal)];
        var parts = new List<RunStore>();
        try
        {
            foreach (string path in paths)
            {
                parts.Add(RunStore.OpenReadOnly(path));
                RequireSameRun(parts[0], paths[0], parts[^1], path);
            }

            int[] missing = [.. Enumerable.Range(0, parts[0].Instances).Except(parts.SelectMany(Complete))];
            if (missing.Length == parts[0].Instances || (missing.Length > 0 && !partial))
            {
                throw new BenchException(
                    Lack(missing, parts[0].Instances),
                    null,
                    "Name the parts that have them or run those again (instances count from 0, shard i of n has the i−1st and every n-th "
                        + "after it); "
                        + "--partial joins what is there");
            }

            RunManifest run = Describe(parts);
            var folder = new ResultsFolder(Target(parts, paths, run, outputRoot));
            using RunStore joined = OpenJoined(folder.Path, run, parts[0].Instances);
            foreach ((RunStore part, string path) in parts.Zip(paths))
            {
                Copy(part, path, joined);
            }

            // A merge that came before may have brought instances that these parts lack.
            missing = [.. joined.Missing];
            ResultSet results = new RunExport(exporters).Write(joined, run with { Missing = missing.Length }, folder, cancellationToken);
            if (missing.Length == 0)
            {
                joined.Finish(run);
            }

            return (results, folder.Path, missing.Length > 0 ? [$"{Lack(missing, joined.Instances)}."] : []);
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private static IEnumerable<string> Parts(string folder)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetFileName(path).StartsWith("shard-", StringComparison.Ordinal) && RunStore.Exists(path))
        {
            return [path];
        }

        IReadOnlyList<string> inside = RunStore.ShardsIn(path);
        return inside.Count > 0 ? inside : RunStore.Exists(path) ? [path] : throw new BenchException(
            $"There is neither a {RunStore.FileName} nor a folder shard-i-of-n with one", folder,
            "Name folders that `run --shard i/n` has written");
    }

    private static void RequireSameRun(RunStore first, string firstPath, RunStore part, string path)
    {
        IReadOnlyList<string> differences = RunDifferences.All(first.Run, part.Run, "there");
        if (differences.Count > 0 || part.Instances != first.Instances)
        {
            throw new BenchException(
                $"The part is of another run than {firstPath}: they differ in "
                    + $"{(differences.Count > 0 ? RunDifferences.Sentence(differences) : "the number of instances")}",
                path,
                "Join parts of one suite, version, model and set of options only, computed with kernels of one width");
        }
    }

    private static IEnumerable<int> Complete(RunStore part) => Enumerable.Range(0, part.Instances)
        .Where(index => part.Run.Explainers.All(explainer => part.Done(index).Contains(explainer.Name)));

    private static RunManifest Describe(IReadOnlyList<RunStore> parts) => parts[0].Run with
    {
        Started = parts.Min(part => part.Run.Started),
        Seconds = Math.Round(parts.Sum(part => part.Run.Seconds), 3),
        ResumedInstances = 0,
    };

    private static string Target(IReadOnlyList<RunStore> parts, string[] paths, RunManifest run, string? outputRoot)
    {
        string[] parents = [.. paths.Select(path => Path.GetDirectoryName(path)!).Distinct()];
        string target = outputRoot is not null
            ? Path.GetFullPath(Path.Combine(outputRoot, run.Suite, run.Model.Name, RunIdentity.ShortOf(run)))
            : parents.Length == 1 && parts.Zip(paths).All(part => Path.GetFileName(part.Second) == part.First.Shard.FolderName) ? parents[0]
            : throw new BenchException("The parts are not shards in one folder, so it is open where to write", null, "Add --out DIR");
        return paths.Contains(target)
            ? throw new BenchException("The joined run would overwrite one of its parts", target, "Add --out DIR with another folder")
            : target;
    }

    private static RunStore OpenJoined(string folder, RunManifest run, int instances)
    {
        if (!RunStore.Exists(folder))
        {
            return RunStore.Create(folder, run, instances, Shard.Whole);
        }

        RunStore joined = RunStore.Open(folder);
        IReadOnlyList<string> differences = RunDifferences.All(joined.Run, run, "there");
        if (differences.Count == 0 && joined.Shard.IsWhole)
        {
            joined.Continue();
            return joined;
        }

        joined.Dispose();
        throw new BenchException(
            $"The folder holds another run: they differ in {RunDifferences.Sentence(differences)}", folder,
            "Add --out DIR with another folder");
    }

    private static void Copy(RunStore part, string path, RunStore joined)
    {
        foreach ((InstanceHead head, IReadOnlyList<ExplainerResult> results) in part.ReadAll())
        {
            foreach (ExplainerResult result in results)
            {
                if (!joined.Done(head.Index).Contains(result.Explainer))
                {
                    joined.Add(head, result);
                }
                else if (!Scores(joined.Find(head.Index, result.Explainer)!).SequenceEqual(Scores(result)))
                {
                    throw new BenchException(
                        $"The scores of {result.Explainer} for {head.Instance} differ from those in another part",
                        path,
                        "Leave out one of the parts; were they computed on different processors?");
                }
            }
        }
    }

    private static IEnumerable<ScoreRow> Scores(ExplainerResult result) =>
        result.Targets.SelectMany(target => target.Scores.Concat(target.OtherSeeds.SelectMany(rows => rows)));

    private static string Lack(int[] missing, int instances) => string.Create(
        CultureInfo.InvariantCulture,
        $"{missing.Length} of {instances} instances are missing: {string.Join(", ", missing.Take(NamedInstances))}{(missing.Length > NamedInstances ? ", …" : "")}");
}
