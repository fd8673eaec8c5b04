using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Runs a suite on one model: checks everything, then explains and scores instance by instance, then writes the files.</summary>
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
        bool extends = !settings.AddedExplainers.IsEmpty;
        RunPlan plan = planner.Plan(suite, model, extends ? settings with { Explainers = settings.AddedExplainers } : settings);
        using LoadedModel loaded = plan.Model;
        int instances = planner.Check(plan, cancellationToken);
        var folder = new ResultsFolder(Path.Combine(
            settings.OutputRoot, suite.Name, loaded.Model.Info.Name, settings.Shard.FolderName));
        if (extends && !RunStore.Exists(folder.Path))
        {
            throw NothingToExtend(folder.Path);
        }

        using RunStore store = RunStore.Open(folder.Path);
        if (extends)
        {
            plan = Extended(plan, store, settings, folder.Path);
        }

        RunManifest run = RunRecorder.Describe(plan, started);
        if (extends || (store.Run is { } kept && !store.IsFinished && RunDifferences.All(kept, run).Count == 0))
        {
            store.Continue(run);
        }
        else
        {
            store.Begin(run, instances, settings.Shard);
        }

        int resumed = store.Complete;
        progress.Started(resumed + store.Missing.Count(), resumed);
        Compute(plan, store, resumed, progress, cancellationToken);
        run = run with { Seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3), ResumedInstances = resumed };
        ResultSet? results = settings.Shard.IsWhole ? new RunExport(exporters).Write(store, run, folder) : null;
        store.Finish(run);
        return (results, folder.Path);
    }

    // The run's own explainers come first and keep their order, so that adding the same one twice changes nothing.
    private RunPlan Extended(RunPlan plan, RunStore store, RunSettings settings, string folder)
    {
        RunManifest kept = store.Run ?? throw NothingToExtend(folder);
        ComponentSpec[] own = [.. kept.Explainers.Select(explainer => ComponentSpec.Parse(explainer.Name))];
        RunPlan same = planner.WithExplainers(plan, own, settings.Profile);
        IReadOnlyList<string> differences = RunDifferences.All(kept, RunRecorder.Describe(same, kept.Started));
        return differences.Count == 0
            ? planner.WithExplainers(plan, own.Union(settings.AddedExplainers), settings.Profile)
            : throw new BenchException(
                $"The run that stands there differs from this command in {string.Join(", ", differences)}",
                folder,
                "Repeat the options of that run beside --add-explainer, or run anew with --explainers");
    }

    private static BenchException NothingToExtend(string folder) =>
        new("There is no run to which explainers could be added", folder, "Run the suite first, or name the folder given to that run with --out");

    private void Compute(RunPlan plan, RunStore store, int complete, IRunProgress progress, CancellationToken cancellationToken)
    {
        HashSet<int> missing = [.. store.Missing];
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancellationToken };
        IEnumerable<(int Index, Instance Instance)> pending = planner.Read(plan).Index().Where(item => missing.Contains(item.Index));
        try
        {
            // Without buffering, a slow instance never holds back others that were handed to the same worker.
            Parallel.ForEach(Partitioner.Create(pending, EnumerablePartitionerOptions.NoBuffering), options, (item, _) =>
            {
                HashSet<string> done;
                lock (gate)
                {
                    done = [.. store.Done(item.Index)];
                }

                var evaluator = new InstanceEvaluator(plan, item.Index, item.Instance, cancellationToken);
                foreach (Configured<ExplainerDescriptor, IExplainer> explainer in plan.Explainers.Where(explainer => !done.Contains(explainer.Name)))
                {
                    ExplainerResult result = evaluator.Evaluate(explainer, cancellationToken);
                    lock (gate)
                    {
                        store.Add(evaluator.Head, result);
                    }
                }

                lock (gate)
                {
                    progress.Advanced(++complete);
                }
            });
        }
        catch (AggregateException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Exception first = exception.InnerExceptions.FirstOrDefault(inner => inner is BenchException) ?? exception.InnerExceptions[0];
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
