using System.Globalization;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Checks everything that a run's folder holds: files against their hashes, the store's pages and rows, and one against the other.
/// </summary>
public sealed class RunVerification
{
    private readonly List<string> _checked = [];
    private readonly List<string> _problems = [];

    private RunVerification(string folder)
    {
        Try(() => VerifyFiles(folder));
        foreach (string part in (string[])[folder, .. RunStore.ShardsIn(folder)])
        {
            if (RunStore.Exists(part))
            {
                Try(() => VerifyStore(part, isWhole: part == folder));
            }
        }

        if (_checked.Count + _problems.Count == 0)
        {
            _problems.Add($"{folder}: There is no run in this folder.");
        }
    }

    /// <summary>What was checked and is as it was written, one sentence each.</summary>
    public IReadOnlyList<string> Checked => _checked;

    /// <summary>What is not as it was written, one sentence each; none where all is well.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Checks a run.</summary>
    /// <param name="folder">Its folder, finished or not.</param>
    public static RunVerification Of(string folder) => new(folder);

    private void VerifyFiles(string folder)
    {
        string path = Path.Combine(folder, RunManifest.FileName);
        if (!File.Exists(path))
        {
            return;
        }

        RunManifest run = RunManifest.Read(path);
        if (run.Files is { } files)
        {
            if (run.Identity != RunIdentity.Of(run))
            {
                throw new BenchException("The identity is not that of what is described", path, "Run the suite again");
            }

            _checked.Add($"{RunManifest.FileName}: its seal and identity are right.");
            foreach (string name in files.Keys)
            {
                Try(() =>
                {
                    SealedFile.Require(folder, name, files);
                    _checked.Add($"{name}: it has the hash that {RunManifest.FileName} records.");
                });
            }
        }
        else
        {
            _checked.Add($"{RunManifest.FileName}: its version of Bench recorded no hashes.");
        }

        var results = ResultSet.Read(folder);
        int explanations = results.Explanations.Count();
        _checked.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Scores.Count} scores, {explanations} explained cases and {results.Curves.Count} curves can be read."));
    }

    private void VerifyStore(string folder, bool isWhole)
    {
        string name = Path.Combine(isWhole ? "" : Path.GetFileName(folder), RunStore.FileName);
        using RunStore store = RunStore.OpenReadOnly(folder);
        store.Verify();
        _checked.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: pages and checksums are right; {store.Complete} of {store.Instances} instances are complete (shard {store.Shard})."));
        string manifest = Path.Combine(folder, RunManifest.FileName);
        if (!store.IsFinished || !store.Shard.IsWhole || !File.Exists(manifest))
        {
            return;
        }

        RunManifest written = RunManifest.Read(manifest);
        if (RunDifferences.All(store.Run, written, "there") is { Count: > 0 } differences)
        {
            throw new BenchException($"The store is of another run than {RunManifest.FileName}: {RunDifferences.Sentence(differences)}",
                folder, "Run the suite again");
        }

        var contents = new RunContents(written);
        RequireSame(
            store, written, folder, ExplanationRecord.FileName, writer => RunExport.WriteExplanations(store.Read(), contents.Add, writer));
        foreach (int seed in written.SeedNumbers)
        {
            RequireSame(store, written, folder, ScoresCsv.FileNameOf(seed), writer => ScoresCsv.Write(contents.Scores(seed), writer));
        }

        _checked.Add($"{name}: it gives the files that stand beside it.");
    }

    private static void RequireSame(RunStore store, RunManifest written, string folder, string name, Action<TextWriter> write)
    {
        using var stream = new WatchedStream(Stream.Null, CancellationToken.None);
        using (var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" })
        {
            write(writer);
        }

        if (written.Files?.GetValueOrDefault(name) is { } hash && hash != stream.Sha256())
        {
            throw new BenchException($"The store ({store.Complete} instances) does not give this file", Path.Combine(folder, name),
                "Run the same command again");
        }
    }

    private void Try(Action check)
    {
        try
        {
            check();
        }
        catch (BenchException exception) when (_problems.Contains(exception.Message))
        {
            // The files and the store both need run.json.
        }
        catch (BenchException exception)
        {
            _problems.Add(exception.Message);
        }
    }
}
