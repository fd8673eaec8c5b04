using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Library;

/// <summary>A question put to a model in the manner of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Context">Its inputs and the model's logits.</param>
internal sealed record AskedTask(Configured<TaskDescriptor, ITask> Task, TaskContext Context)
{
    /// <summary>Where texts come from, for messages.</summary>
    public const string Where = "--text";

    /// <summary>Tokenizes and predicts.</summary>
    /// <param name="loaded">The model and its tokenizer.</param>
    /// <param name="task">The task.</param>
    /// <param name="model">The model as it is asked.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="truncate">Whether a text that is too long is cut.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="ready">The text as tokens, or <see langword="null"/> to tokenize the question.</param>
    /// <param name="check">Refuses an input before the model is asked.</param>
    /// <exception cref="BenchException">The question does not fit the task or the model.</exception>
    public static AskedTask Ask(
        LoadedModel loaded,
        Configured<TaskDescriptor, ITask> task,
        IModel model,
        TaskQuestion question,
        bool truncate,
        CancellationToken cancellationToken,
        TokenizedText? ready = null,
        Action<TokenizedText>? check = null)
    {
        IReadOnlyList<TaskInput> inputs = task.Instance.Read(
            question, (text, pair) => ready is null ? InputPolicy.Tokenize(loaded.Tokenizer, text, pair, truncate, Where)
                : pair == question.TextPair ? ready
                : throw new BenchException(
                    $"The task {task.Descriptor.Id} writes texts of its own, and token ids were given", "--tokens-json",
                    "Give the text, or the ids with --task pair"));
        foreach (TaskInput input in inputs)
        {
            check?.Invoke(input.Text);
        }

        IReadOnlyList<Tensor> logits = model.Predict([.. inputs.Select(input => input.Text.Row)], cancellationToken);
        return new AskedTask(task, new TaskContext(model.Info, loaded.Tokenizer, inputs, logits));
    }

    /// <summary>The one target that is named.</summary>
    /// <param name="names">Its name, or none for what is predicted.</param>
    /// <exception cref="BenchException">There is none, or several.</exception>
    public TaskTarget One(TargetNames names)
    {
        IReadOnlyList<TaskTarget> targets = Contrast.Of(Task.Instance.Targets(Context, names));
        return targets.Count == 1
            ? targets[0]
            : throw new BenchException(
                $"{targets.Count} targets are meant: {string.Join(", ", targets.Select(target => target.Name))}", "--target",
                "Name one of them");
    }
}
