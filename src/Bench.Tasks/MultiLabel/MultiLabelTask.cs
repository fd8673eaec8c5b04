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
        Fits = HasClasses,
        Activation = OutputActivation.Sigmoid,
        IsMeant = (model, question) =>
            model is { Head: HeadKind.Sequence, Activation: OutputActivation.Sigmoid } && question.Labels.IsEmpty,
        Needs = "a ...ForSequenceClassification model with labels",
    };

    /// <inheritdoc/>
    public override void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice)
    {
        if (GoldLabels(model, instance) is null && choice == TargetChoice.True)
        {
            throw Refusal.NoGold("'labels'", instance);
        }
    }

    /// <inheritdoc/>
    public override Judgement Judge(TaskContext context, Instance instance)
    {
        IReadOnlyList<string> labels = context.Model.Labels;
        HashSet<int> predicted = [.. Likely(context.Model, context.Logits[0])];
        HashSet<int>? gold = GoldLabels(context.Model, instance);
        return new Judgement(gold is null ? null : Joined(gold, labels), Joined(predicted, labels), gold?.SetEquals(predicted))
        {
            Matches = gold is null ? null : new Matches(gold.Count(predicted.Contains), predicted.Count, gold.Count),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice)
    {
        Judgement judged = Judge(context, instance);
        HashSet<int> likely = [.. Likely(context.Model, context.Logits[0])];
        HashSet<int>? gold = GoldLabels(context.Model, instance);
        IEnumerable<int> outputs = choice switch
        {
            TargetChoice.Predicted => Predicted(context.Model, context.Logits[0]),
            TargetChoice.True => gold!.Order(),
            _ => Enumerable.Range(0, context.Model.Labels.Count),
        };
        return [.. outputs.Select(
            output => new CaseTarget(new TaskTarget(context.Model.Labels[output], 0, new Target(output)), judged.Predicted, judged.Gold)
            {
                IsTrue = gold?.Contains(output),
                IsCorrect = gold is null ? null : gold.Contains(output) == likely.Contains(output),
            })];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<int> Predicted(ModelInfo model, Tensor logits)
    {
        int[] likely = Likely(model, logits);
        return likely.Length > 0 ? likely : base.Predicted(model, logits);
    }

    private static int[] Likely(ModelInfo model, Tensor logits) =>
        [.. Enumerable.Range(0, logits.Span.Length).Where(output => Decision.Holds(model, logits, new Target(output)))];

    private HashSet<int>? GoldLabels(ModelInfo model, Instance instance) =>
        (instance.Gold.Labels ?? (instance.Label is { } one ? [one] : null)) is { } labels
            ? [.. labels.Select(label => Find(model, label, instance.Source))]
            : null;

    private static string Joined(IEnumerable<int> outputs, IReadOnlyList<string> labels) =>
        string.Join(", ", outputs.Order().Select(output => labels[output])) is { Length: > 0 } text ? text : "none";
}
