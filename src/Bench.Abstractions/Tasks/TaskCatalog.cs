namespace Bench.Abstractions;

/// <summary>Finds the task that a question means.</summary>
public static class TaskCatalog
{
    /// <summary>The task of a question to a model where none is named: the first that fits the model and is meant.</summary>
    /// <param name="tasks">The known tasks.</param>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <returns>Its id; where none fits, that of the first that the question means, so that a message can say what it lacks.</returns>
    /// <exception cref="BenchException">No task knows such a question.</exception>
    public static string MeantBy(this Catalog<TaskDescriptor, ITask> tasks, ModelInfo model, TaskQuestion question)
    {
        TaskDescriptor[] meant = [.. tasks.All.Select(task => task.Descriptor).Where(task => task.IsMeant(model, question))];
        return (meant.FirstOrDefault(task => task.Fits(model)) ?? meant.FirstOrDefault())?.Id ?? throw new BenchException(
            $"No task fits the model {model.Name} ({model.Architecture})", null,
            "Name one of `list tasks` with --task, or as 'task' in a suite");
    }

    /// <summary>A model as the task reads it that is asked for; itself where none is, or there is no such task.</summary>
    /// <param name="tasks">The known tasks.</param>
    /// <param name="model">The model.</param>
    /// <param name="task">The task and its options, or <see langword="null"/>.</param>
    public static IModel ReadBy(this Catalog<TaskDescriptor, ITask> tasks, IModel model, string? task)
    {
        string? id = task?.Split(':')[0];
        return tasks.All.FirstOrDefault(known => known.Descriptor.Id == id) is { } asked
            ? ActivatedModel.For(model, asked.Descriptor)
            : model;
    }

    /// <summary>Refuses a model that a task cannot use.</summary>
    /// <param name="tasks">The known tasks.</param>
    /// <param name="task">The task.</param>
    /// <param name="model">The model.</param>
    /// <param name="where">What names the task, for messages.</param>
    /// <returns>The task.</returns>
    /// <exception cref="BenchException">The model cannot be used for it.</exception>
    public static Configured<TaskDescriptor, ITask> RequireFit(
        this Catalog<TaskDescriptor, ITask> tasks, Configured<TaskDescriptor, ITask> task, ModelInfo model, string where) =>
            task.Descriptor.Fits(model)
            ? task
            : throw new BenchException(
                $"The model {model.Name} ({model.Architecture}) cannot be used for {task.Descriptor.Id}",
                where,
                $"It needs {task.Descriptor.Needs}; fitting tasks: "
                    + $"{string.Join(", ", tasks.All.Where(other => other.Descriptor.Fits(model)).Select(other => other.Descriptor.Id))}");
}
