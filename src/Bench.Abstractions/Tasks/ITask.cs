namespace Bench.Abstractions;

/// <summary>
/// What a model is used for: how rows are made of what a person gives, what can be explained and how it is called, and what the outputs
/// mean as an answer. Implementations are immutable and safe for concurrent calls.
/// </summary>
public interface ITask
{
    /// <summary>Makes the inputs of a question: one, or one for each candidate label.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="tokenize">Tokenizes a text or a pair of texts.</param>
    /// <exception cref="BenchException">
    /// The question lacks something that the task needs, or has something that it does not know.
    /// </exception>
    IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize);

    /// <summary>What the model answers, or <see langword="null"/> where its probabilities say all.</summary>
    /// <param name="context">The inputs and what the model gave for them.</param>
    ITaskAnswer? Decide(TaskContext context);

    /// <summary>The targets that are asked for by name.</summary>
    /// <param name="context">The inputs and what the model gave for them.</param>
    /// <param name="choice">What is asked for.</param>
    /// <returns>At least one.</returns>
    /// <exception cref="BenchException">There is no such target, or nothing is predicted that could be explained.</exception>
    IReadOnlyList<TaskTarget> Targets(TaskContext context, TargetNames choice);

    /// <summary>Refuses a row of a dataset that says something is right which the model cannot say, before the model is asked.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The inputs of the row, as <see cref="Read"/> made them.</param>
    /// <param name="instance">The row.</param>
    /// <param name="choice">What will be explained.</param>
    /// <exception cref="BenchException">A label is unknown, or what is to be explained is not said.</exception>
    void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice);

    /// <summary>What the model answers to a row of a dataset, and whether that is right.</summary>
    /// <param name="context">The inputs and what the model gave for them.</param>
    /// <param name="instance">The row.</param>
    Judgement Judge(TaskContext context, Instance instance);

    /// <summary>The targets that a run explains in a row of a dataset.</summary>
    /// <param name="context">The inputs and what the model gave for them.</param>
    /// <param name="instance">The row.</param>
    /// <param name="choice">What is to be explained.</param>
    /// <returns>The targets, their names unlike each other; none where nothing is predicted that could be explained.</returns>
    IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice);
}
