using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Joins parts of a run that several machines computed into what one run would have written. The order of the parts is irrelevant.</summary>
/// <param name="exporters">The files to write besides <c>run.json</c>, <c>scores.csv</c> and <c>explanations.jsonl</c>.</param>
public sealed class RunMerger(IReadOnlyList<IResultExporter> exporters)
{
    private const int NamedInstances = 10;

    /// <summary>Joins parts.</summary>
    /// <param name="folders">Folders of shards, or folders that hold such.</param>
    /// <param name="outputRoot">Folder that gets <c>suite/model/</c>; <see langword="null"/> for the folder in which the shards lie.</param>
    /// <param name="partial">Whether instances may be missing.</param>
    /// <returns>The numbers, the folder they were written to, and what a reader must know of them, one sentence each.</returns>
    /// <exception cref="BenchException">Parts of different runs, missing instances, or a part that cannot be read.</exception>
    public (ResultSet Results, string Folder, IReadOnlyList<string> Notes) Merge(IEnumerable<string> folders, string? outputRoot, bool partial)
    {
        string[] paths = [.. folders.SelectMany(Parts).Distinct().Order(StringComparer.Ordinal)];
        var parts = new List<RunStore>();
        try
        {
            foreach (string path in paths)
            {
                parts.Add(RunStore.Open(path));
                RequireSameRun(parts[0], paths[0], parts[^1], path);
            }

            int[] missing = [.. Enumerable.Range(0, parts[0].Instances).Except(parts.SelectMany(Complete))];
            string lack = string.Create(CultureInfo.InvariantCulture, $"{missing.Length} of {parts[0].Instances} instances are missing: {List(missing)}");
            if (missing.Length == parts[0].Instances || (missing.Length > 0 && !partial))
            {
                throw new BenchException(
                    lack,
                    remedy: "Name the parts that have them or run those again (instances count from 0, shard i of n has the i−1st and every n-th after it); "
                        + "--partial joins what is there");
            }

            RunManifest run = Describe(parts, missing.Length);
            var folder = new ResultsFolder(Target(parts, paths, run, outputRoot));
            using RunStore joined = RunStore.Open(folder.Path);
            joined.Begin(run with { Missing = 0 }, parts[0].Instances, Shard.Whole);
            foreach ((RunStore part, string path) in parts.Zip(paths))
            {
                Copy(part, path, joined);
            }

            ResultSet results = new RunExport(exporters).Write(joined, run, folder);
            if (missing.Length == 0)
            {
                joined.Finish(run);
            }

            return (results, folder.Path, [.. missing.Length > 0 ? [$"{lack}."] : Array.Empty<string>(), .. MachineNotes(parts)]);
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

        string[] inside = Directory.Exists(path) ? [.. Directory.GetDirectories(path, "shard-*-of-*").Where(RunStore.Exists)] : [];
        return inside.Length > 0 ? inside : RunStore.Exists(path) ? [path] : throw new BenchException(
            $"There is neither a {RunStore.FileName} nor a folder shard-i-of-n with one", folder, "Name folders that `run --shard i/n` has written");
    }

    private static void RequireSameRun(RunStore first, string firstPath, RunStore part, string path)
    {
        if (part.Run is null)
        {
            throw new BenchException("The part holds no run", path, "Run that shard again");
        }

        IReadOnlyList<string> differences = RunDifferences.All(first.Run!, part.Run);
        if (differences.Count > 0 || part.Instances != first.Instances)
        {
            throw new BenchException(
                $"The part is of another run than {firstPath}: they differ in {(differences.Count > 0 ? string.Join(", ", differences) : "instances")}",
                path,
                "Join parts of one suite, version, model and set of options only");
        }
    }

    private static IEnumerable<int> Complete(RunStore part) => Enumerable.Range(0, part.Instances)
        .Where(index => part.Run!.Explainers.All(explainer => part.Done(index).Contains(explainer.Name)));

    private static RunManifest Describe(IReadOnlyList<RunStore> parts, int missing) => parts[0].Run! with
    {
        Started = parts.Min(part => part.Run!.Started),
        Seconds = Math.Round(parts.Sum(part => part.Run!.Seconds), 3),
        ResumedInstances = 0,
        Missing = missing,
    };

    private static string Target(IReadOnlyList<RunStore> parts, string[] paths, RunManifest run, string? outputRoot)
    {
        string[] parents = [.. paths.Select(path => Path.GetDirectoryName(path)!).Distinct()];
        string target = outputRoot is not null ? Path.GetFullPath(Path.Combine(outputRoot, run.Suite, run.Model.Name))
            : parents.Length == 1 && parts.Zip(paths).All(part => Path.GetFileName(part.Second) == part.First.Shard.FolderName) ? parents[0]
            : throw new BenchException("The parts are not shards in one folder, so it is open where to write", remedy: "Add --out DIR");
        return paths.Contains(target)
            ? throw new BenchException("The joined run would overwrite one of its parts", target, "Add --out DIR with another folder")
            : target;
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

    private static IEnumerable<ScoreRow> Scores(ExplainerResult result) => result.Targets.SelectMany(target => target.Scores);

    private static IEnumerable<string> MachineNotes(IReadOnlyList<RunStore> parts)
    {
        int[] widths = [.. parts.Select(part => part.Run!.Machine.VectorBits).Distinct().Order()];
        return widths.Length < 2 ? [] :
            [$"The parts were computed with vectors of {string.Join(" and ", widths)} bits, so a single run may differ in the last digits."];
    }

    private static string List(int[] indices) =>
        string.Join(", ", indices.Take(NamedInstances)) + (indices.Length > NamedInstances ? ", …" : "");
}
