using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>One label of several for two texts, such as premise and hypothesis.</summary>
public sealed class PairTask : ClassTask
{
    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "pair",
        Summary = "One label of several for two texts",
        TargetNames = "LABEL, its index, or all",
        Fits = HasClasses,
        Activation = OutputActivation.Softmax,
        IsMeant = (model, question) => model is { Head: HeadKind.Sequence, Activation: OutputActivation.Softmax, PredictsNextToken: false }
            && question.TextPair is not null && question.Labels.IsEmpty,
        Needs = "a ...ForSequenceClassification model with labels",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize) =>
        question.TextPair is not null
            ? base.Read(question, tokenize)
            : throw new BenchException("There is no second text", "--text-pair", "Add --text-pair TEXT, or choose --task sequence");
}
