using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Computes what is missing of a run, explainers of an instance beside each other, and saves what comes of each.</summary>
/// <param name="planner">Reads instances.</param>
/// <param name="plan">The run.</param>
/// <param name="check">What its dataset was found to be.</param>
/// <param name="store">Has what is done, and gets the rest.</param>
/// <param name="progress">Is told how it goes on.</param>
internal sealed class RunComputation(
    RunPlanner planner, RunPlan plan, DatasetCheck check, RunStore store, IRunProgress progress)
{
    /// <summary>From so many instances on, one of middle length tells how long all take; of fewer the shortest does, soon.</summary>
    private const int Many = 20;

    private readonly Lock _gate = new();
    private int _complete = store.Complete;

    // One thread asks one question after the other, whatever the model likes: so batches, and their rounding, can be kept as they are
    // asked for.
    private int Callers => plan.Threads == 1 ? 1 : Math.Max(plan.Threads, plan.Model.Callers);

    /// <summary>Computes everything that is missing.</summary>
    /// <param name="cancellationToken">Stops the work; what is saved stays.</param>
    /// <exception cref="BenchException">An instance cannot be explained, or dataset or model were changed meanwhile.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        ImmutableArray<int> lengths = check.Lengths;
        int[] missing = [.. store.Missing];
        progress.Started(_complete + missing.Length, _complete);
        if (missing.Length == 0)
        {
            return;
        }

        AllowThreads(Callers);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken };
        int[] byLength = [.. missing.OrderBy(index => lengths[index])];
        Instance shortest = planner.Read(plan).ElementAtOrDefault(byLength[0]) ?? throw FileStates.Changed(plan.Suite.Dataset.Path);
        Rehearsal.Run(plan, byLength[0], shortest, options);
        if (missing.Length > 1)
        {
            // Of instances that an earlier command left half done, the other half would tell too little.
            int first = byLength.GroupBy(index => store.Done(index).Count).MinBy(group => group.Key)!.ToArray() is { Length: >= Many } many
                ? many[many.Length / 2]
                : byLength[0];
            Pace pace = Compute([first], options);
            Tell(pace, missing.Sum(index => (double)lengths[index]) / lengths[first], missing.Length);
        }

        Compute([.. store.Missing], options);
        if (store.Missing.Any())
        {
            throw FileStates.Changed(plan.Suite.Dataset.Path);
        }
    }

    // The pool starts with a thread for each processor and adds others slowly; a run wants all of its threads at once, and as many to
    // compute while those do something else.
    private static void AllowThreads(int threads)
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);
        if (workers < 2 * threads)
        {
            ThreadPool.SetMinThreads(2 * threads, ports);
        }
    }

    private void Tell(Pace pace, double times, int instances)
    {
        if (pace.Rows > 0)
        {
            progress.Estimated(new RunEstimate(instances, (long)(pace.Rows * times), pace.RowsPerSecond));
        }
    }

    private Pace Compute(HashSet<int> indices, ParallelOptions options)
    {
        var pace = new Pace(0, TimeSpan.Zero, Math.Min(options.MaxDegreeOfParallelism, plan.Explainers.Length));
        IEnumerable<ExplainerWork> pending = planner.Read(plan).Index().Where(item => indices.Contains(item.Index)).Take(indices.Count)
            .SelectMany(item => Works(item.Index, item.Item, options.CancellationToken));
        try
        {
            // Explainers of an instance are computed beside each other: few texts must keep as many threads busy as many do. Without
            // buffering, slow work never holds back what was handed to the same worker.
            Parallel.ForEach(Partitioner.Create(pending, EnumerablePartitionerOptions.NoBuffering), options, (work, _) =>
            {
                long start = Stopwatch.GetTimestamp();
                ExplainerResult result = work.Instance.Evaluator.Evaluate(work.Explainer, options.CancellationToken);
                plan.Model.RequireUnchanged();
                lock (_gate)
                {
                    pace = pace.Plus(result.Computed) with { Busy = pace.Busy + Stopwatch.GetElapsedTime(start) };
                    store.Add(work.Instance.Evaluator.Head, result);
                    if (work.Instance.IsLast())
                    {
                        pace = pace.Plus(work.Instance.Evaluator.Head.Computed);
                        progress.Advanced(++_complete);
                    }
                }
            });
        }
        catch (AggregateException exception)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            plan.DatasetStates.RequireUnchanged();
            Exception first = exception.InnerExceptions.FirstOrDefault(inner => inner is BenchException) ?? exception.InnerExceptions[0];
            ExceptionDispatchInfo.Throw(first);
        }

        return pace;
    }

    private IEnumerable<ExplainerWork> Works(int index, Instance instance, CancellationToken cancellationToken)
    {
        Configured<ExplainerDescriptor, IExplainer>[] explainers;
        lock (_gate)
        {
            IReadOnlySet<string> done = store.Done(index);
            explainers = [.. plan.Explainers.Where(explainer => !done.Contains(explainer.Name))];
        }

        var work = new InstanceWork(() => Checked(index, instance, cancellationToken), explainers.Length);
        return explainers.Select(explainer => new ExplainerWork(work, explainer));
    }

    // Rows are read again rather than kept. The row is compared after its files were read for the last time.
    private InstanceEvaluator Checked(int index, Instance instance, CancellationToken cancellationToken)
    {
        var evaluator = new InstanceEvaluator(plan, index, instance, cancellationToken);
        return InstancePrint.Of(instance) == check.Prints[index] ? evaluator : throw FileStates.Changed(instance.Source);
    }
}
