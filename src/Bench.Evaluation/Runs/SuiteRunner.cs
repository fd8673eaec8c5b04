using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Runs a suite on one model: checks everything, then explains and scores instance by instance, then writes the files. A run is told apart
/// by everything its numbers depend on (<see cref="RunIdentity"/>): the same call continues it or says that it is done, another begins
/// beside it.
/// </summary>
/// <param name="planner">Turns a suite into a plan.</param>
/// <param name="exporters">The files to write besides <c>run.json</c>, <c>scores.csv</c> and <c>explanations.jsonl</c>.</param>
/// <param name="time">The clock.</param>
public sealed class SuiteRunner(RunPlanner planner, IReadOnlyList<IResultExporter> exporters, TimeProvider time)
{
    /// <summary>Runs, continues or extends a suite on one of its models.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="model">One of its models.</param>
    /// <param name="settings">What the command line says.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Stops the run; what is finished is kept and the same call continues it.</param>
    /// <returns>The numbers, <see langword="null"/> for a share of a run, and the folder they were written to.</returns>
    /// <exception cref="BenchException">Bad input, found before any work starts wherever possible, or a disk that fails.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public (ResultSet? Results, string Folder) Run(
        Suite suite, ModelReference model, RunSettings settings, IRunProgress progress, CancellationToken cancellationToken)
    {
        DateTimeOffset started = time.GetUtcNow();
        long start = Stopwatch.GetTimestamp();
        RunPlan plan = planner.Plan(
            suite, model, settings.AddedExplainers.IsEmpty ? settings : settings with { Explainers = settings.AddedExplainers });
        using LoadedModel loaded = plan.Model;
        DatasetCheck check = planner.Check(plan, cancellationToken);
        plan = plan with { Skipped = check.Skipped };
        check.Tell(progress);
        string? source = null;
        if (!settings.AddedExplainers.IsEmpty)
        {
            (plan, source) = new RunExtension(planner).Extend(plan, settings);
        }

        RunManifest run = RunRecorder.Describe(plan, started);
        loaded.RequireUnchanged();
        string whole = RunPlaces.Of(settings.OutputRoot, run)
            .For(run, settings.Again, folder => IsDone(Path.Combine(folder, settings.Shard.FolderName)));
        var folder = new ResultsFolder(Path.Combine(whole, settings.Shard.FolderName));
        if (!RunStore.Exists(folder.Path))
        {
            OtherRuns.Mention(settings, run, progress);
        }

        using RunStore store = OpenStore(folder.Path, run, check.Instances, settings.Shard);
        if (store.IsFinished)
        {
            return (Finished(store, folder, settings.Shard, progress, cancellationToken), folder.Path);
        }

        if (source is not null)
        {
            TakeOver(source, store);
        }

        int resumed = store.Complete;
        new RunComputation(planner, plan, check, store, progress).Run(cancellationToken);
        run = run with { Seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3), ResumedInstances = resumed };
        ResultSet? results = settings.Shard.IsWhole ? new RunExport(exporters).Write(store, run, folder, cancellationToken) : null;
        store.Finish(run);
        return (results, folder.Path);
    }

    private static bool IsDone(string folder) => RunState.Of(folder)?.Stage is RunStage.Finished or RunStage.Damaged;

    private static RunStore OpenStore(string folder, RunManifest run, int instances, Shard shard)
    {
        if (!RunStore.Exists(folder))
        {
            return RunStore.Create(folder, run, instances, shard);
        }

        RunStore store = RunStore.Open(folder);
        IReadOnlyList<string> differences = RunDifferences.All(store.Run, run);
        if (differences.Count == 0 && store.Shard == shard && store.Instances == instances)
        {
            return store;
        }

        store.Dispose();
        throw new BenchException(
            $"The folder holds another run than its name says: {RunDifferences.Sentence(differences)}", folder,
            "Move it away, or choose another folder with --out");
    }

    // What stands in the files is printed as it is; where they were changed, or not all written, the store has everything.
    private ResultSet? Finished(
        RunStore store, ResultsFolder folder, Shard shard, IRunProgress progress, CancellationToken cancellationToken)
    {
        progress.Note("This run is done; its results follow. --again computes anew, beside it.");
        if (!shard.IsWhole)
        {
            return null;
        }

        try
        {
            return ResultSet.Read(folder.Path);
        }
        catch (BenchException exception)
        {
            progress.Note($"Its files are written anew from its store, since one cannot be used. {exception.Message}");
            return new RunExport(exporters).Write(store, store.Run, folder, cancellationToken);
        }
    }

    private static void TakeOver(string source, RunStore store)
    {
        using RunStore finished = RunStore.OpenReadOnly(source);
        foreach ((InstanceHead head, IReadOnlyList<ExplainerResult> results) in finished.ReadAll())
        {
            foreach (ExplainerResult result in results.Where(result => !store.Done(head.Index).Contains(result.Explainer)))
            {
                store.Add(head, result);
            }
        }
    }
}
