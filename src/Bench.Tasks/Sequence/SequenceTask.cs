using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>One label of several for one text.</summary>
public sealed class SequenceTask : ClassTask
{
    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = TaskDescriptor.UnnamedId,
        Summary = "One label of several for a text",
        TargetNames = "LABEL, its index, or all",
        Fits = HasClasses,
        Activation = OutputActivation.Softmax,
        IsMeant = (model, question) => model is { Head: HeadKind.Sequence, Activation: OutputActivation.Softmax, PredictsNextToken: false }
            && question.TextPair is null && question.Labels.IsEmpty,
        Needs = "a ...ForSequenceClassification model with labels",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize) =>
        question.TextPair is null
            ? base.Read(question, tokenize)
            : throw new BenchException("There is a second text", "--text-pair", "Leave it out, or choose --task pair");
}
