using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Whether explainers and metrics mean anything for what a model answers.</summary>
internal static class Definition
{
    /// <summary>Refuses an explainer that is not defined for a task, or is made of one.</summary>
    /// <param name="explainer">The explainer.</param>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <param name="suite">The suite, for messages.</param>
    /// <exception cref="BenchException">It is not defined.</exception>
    public static void Require(
        Configured<ExplainerDescriptor, IExplainer> explainer, ModelInfo model, Configured<TaskDescriptor, ITask> task, Suite suite)
    {
        Require(explainer, explainer.Descriptor.UndefinedFor(model), model, task, suite);
        foreach (Configured<ExplainerDescriptor, IExplainer> inner in explainer.Instance.Inner)
        {
            Require(inner, model, task, suite);
        }
    }

    /// <summary>Refuses a metric that is not defined for a task.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <param name="suite">The suite, for messages.</param>
    /// <exception cref="BenchException">It is not defined.</exception>
    public static void Require(
        Configured<MetricDescriptor, IMetric> metric, ModelInfo model, Configured<TaskDescriptor, ITask> task, Suite suite) =>
        Require(metric, metric.Descriptor.UndefinedFor(model), model, task, suite);

    private static void Require<TDescriptor, T>(
        Configured<TDescriptor, T> component, string? reason, ModelInfo model, Configured<TaskDescriptor, ITask> task, Suite suite)
        where TDescriptor : IComponentDescriptor
    {
        if (reason is not null)
        {
            throw new BenchException(
                $"'{component.Name}' is not defined for {task.Descriptor.Id}: {reason}", suite.File, "Leave it out of the run");
        }

        if (model.Picture is not null)
        {
            OtherPicture.RequireNone(component, suite);
        }
    }
}
