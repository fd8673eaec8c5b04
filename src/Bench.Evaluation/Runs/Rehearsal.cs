using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Computes one text before a run does, and throws it away: what is compiled at its first use is not charged to explainers, and the time
/// that the text takes says how long the run will.
/// </summary>
/// <param name="planner">Reads instances.</param>
internal sealed class Rehearsal(RunPlanner planner)
{
    /// <summary>From so many instances on, one of middle length costs little beside them; of fewer, the shortest is taken.</summary>
    private const int Many = 20;

    private static readonly TimeSpan _longEnough = TimeSpan.FromSeconds(1);

    /// <summary>Computes a text.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="pending">Instances that are left, by index in the dataset, with their lengths in tokens.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How long the run will take; <see langword="null"/> where that cannot be told.</returns>
    public RunEstimate? Run(RunPlan plan, IReadOnlyList<(int Index, int Length)> pending, CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
        {
            return null;
        }

        (int index, int length) = pending.OrderBy(one => one.Length).ElementAt(pending.Count < Many ? 0 : pending.Count / 2);
        Instance instance = planner.Read(plan).ElementAt(index);
        TimeSpan most = pending.Count < Many ? _longEnough : Timeout.InfiniteTimeSpan;

        // The first time is mostly compilation where it is short, and worth nothing.
        (long rows, TimeSpan time)? measured = Measure(plan, index, instance, most, cancellationToken);
        measured = measured is { } first && first.time < _longEnough ? Measure(plan, index, instance, most, cancellationToken) : measured;
        return measured is { rows: > 0 } one
            ? new RunEstimate(
                pending.Count,
                (long)(one.rows * (pending.Sum(text => (double)text.Length) / length)),
                one.rows / Math.Max(1e-6, one.time.TotalSeconds) * Math.Min(plan.Threads, Environment.ProcessorCount))
            : null;
    }

    private static (long Rows, TimeSpan Time)? Measure(
        RunPlan plan, int index, Instance instance, TimeSpan most, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        InstanceEvaluator? evaluator = null;
        long rows = 0;
        bool isWhole = WarmUp.Quietly(
            limited =>
            {
                evaluator = new InstanceEvaluator(plan, index, instance, limited);
                rows = Rows(evaluator.Head.Computed);
            },
            most,
            cancellationToken);
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in evaluator is null ? [] : plan.Explainers)
        {
            isWhole &= WarmUp.Quietly(limited => rows += Rows(evaluator!.Evaluate(explainer, limited).Computed), most, cancellationToken);
        }

        return isWhole ? (rows, Stopwatch.GetElapsedTime(start)) : null;
    }

    private static long Rows(Work work) => work.RowsForward + work.RowsBackward;
}
