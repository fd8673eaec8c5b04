using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Whether explainers and metrics mean anything for what a model answers.</summary>
internal static class Definition
{
    /// <summary>Refuses a component that is not defined for a task.</summary>
    /// <param name="component">The explainer or metric.</param>
    /// <param name="reason">Why it is not defined, or <see langword="null"/> where it is.</param>
    /// <param name="task">The task.</param>
    /// <param name="suite">The suite, for messages.</param>
    /// <exception cref="BenchException">It is not defined.</exception>
    public static void Require<TDescriptor, T>(
        Configured<TDescriptor, T> component, string? reason, Configured<TaskDescriptor, ITask> task, Suite suite)
        where TDescriptor : IComponentDescriptor
    {
        if (reason is not null)
        {
            throw new BenchException($"'{component.Name}' is not defined for {task.Descriptor.Id}: {reason}", suite.File, "Leave it out of the run");
        }
    }
}
