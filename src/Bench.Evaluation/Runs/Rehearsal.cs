using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Computes a short text before a run does, and throws it away: what is compiled at its first use is charged to no explainer.
/// </summary>
internal static class Rehearsal
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(0.5);

    /// <summary>Computes a text, each explainer no longer than half a second.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="index">Position of the instance in the dataset.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="options">How many threads, and what stops them.</param>
    public static void Run(RunPlan plan, int index, Instance instance, ParallelOptions options)
    {
        InstanceEvaluator? evaluator = null;
        WarmUp.Quietly(
            limited => evaluator = new InstanceEvaluator(plan, index, instance, limited), _most, options.CancellationToken);
        if (evaluator is not null)
        {
            Parallel.ForEach(plan.Explainers, options, explainer =>
                WarmUp.Quietly(limited => evaluator.Evaluate(explainer, limited), _most, options.CancellationToken));
        }
    }
}
