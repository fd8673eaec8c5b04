using System.Collections.Concurrent;
using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Runs a suite on one model: checks everything, then explains and scores instance by instance, then writes the files.</summary>
/// <param name="planner">Turns a suite into a plan.</param>
/// <param name="exporters">The files to write besides <c>run.json</c>, <c>scores.csv</c> and <c>explanations.jsonl</c>.</param>
/// <param name="time">The clock.</param>
public sealed class SuiteRunner(RunPlanner planner, IReadOnlyList<IResultExporter> exporters, TimeProvider time)
{
    /// <summary>Runs, or continues, a suite on one of its models.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="model">One of its models.</param>
    /// <param name="settings">What the command line says.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Stops the run; what is finished is kept and the same call continues it.</param>
    /// <returns>The numbers and the folder they were written to.</returns>
    /// <exception cref="BenchException">Bad input, found before any work starts wherever possible, or a disk that fails.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public (ResultSet Results, string Folder) Run(
        Suite suite, ModelReference model, RunSettings settings, IRunProgress progress, CancellationToken cancellationToken)
    {
        DateTimeOffset started = time.GetUtcNow();
        long start = Stopwatch.GetTimestamp();
        RunPlan plan = planner.Plan(suite, model, settings);
        using LoadedModel loaded = plan.Model;
        int instances = planner.Check(plan, cancellationToken);
        var folder = new ResultsFolder(Path.Combine(settings.OutputRoot, suite.Name, plan.Model.Model.Info.Name));
        using RunJournal journal = RunJournal.Open(folder.JournalPath, plan.Identity());
        int resumed = journal.Done.Count;
        progress.Started(instances, resumed);
        Compute(plan, journal, progress, cancellationToken);

        folder.Write(ExplanationRecord.FileName, writer =>
        {
            foreach (System.Text.Json.JsonElement document in journal.Read().SelectMany(result => result.Documents))
            {
                writer.Write(System.Text.Encoding.UTF8.GetString(JsonText.Write(document.WriteTo)));
                writer.Write('\n');
            }
        });
        folder.Write(ScoresCsv.FileName, writer => ScoresCsv.Write(journal.Read().SelectMany(result => result.Scores), writer));
        folder.Write(
            RunManifest.FileName,
            writer => RunRecorder.Describe(plan, journal.Read(), started, Stopwatch.GetElapsedTime(start), resumed).Write(writer));

        // Reports are made from the files, not from memory, so that `report` gives the same bytes later.
        ResultSet results = ResultSet.Read(folder.Path);
        foreach (IResultExporter exporter in exporters)
        {
            folder.Write(exporter.FileName, writer => exporter.Write(results, writer));
        }

        journal.Delete();
        return (results, folder.Path);
    }

    private void Compute(RunPlan plan, RunJournal journal, IRunProgress progress, CancellationToken cancellationToken)
    {
        var evaluator = new InstanceEvaluator(plan);
        HashSet<int> done = [.. journal.Done];
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancellationToken };
        IEnumerable<(int Index, Instance Instance)> pending = planner.Read(plan).Index().Where(item => !done.Contains(item.Index));
        try
        {
            // Without buffering, a slow instance never holds back others that were handed to the same worker.
            Parallel.ForEach(Partitioner.Create(pending, EnumerablePartitionerOptions.NoBuffering), options, (item, state) =>
            {
                InstanceResult result = evaluator.Evaluate(item.Index, item.Instance, cancellationToken);
                lock (gate)
                {
                    journal.Append(result);
                    progress.Advanced(journal.Done.Count);
                }
            });
        }
        catch (AggregateException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Exception first = exception.InnerExceptions.FirstOrDefault(inner => inner is BenchException) ?? exception.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }
}
