using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Any number of labels at once, each with a probability of its own.</summary>
public sealed class MultiLabelTask : ClassTask
{
    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "multi-label",
        Summary = "Any number of labels at once for a text or two",
        TargetNames = "LABEL, its index, or all; without: those of a probability of one half or more, or the most likely",
        Fits = model => Fits(model, OutputActivation.Sigmoid),
        Needs = "a ...ForSequenceClassification model whose problem_type is multi_label_classification",
    };

    /// <inheritdoc/>
    protected override IReadOnlyList<int> Predicted(Tensor logits)
    {
        int[] likely = [.. Enumerable.Range(0, logits.Span.Length).Where(output => logits.Span[output] >= 0)];
        return likely.Length > 0 ? likely : base.Predicted(logits);
    }
}
