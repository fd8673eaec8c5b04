using System.Globalization;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>A number for a text or two.</summary>
public sealed class RegressionTask : ClassTask
{
    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "regression",
        Summary = "A number for a text or two; --flip explains what lowers it",
        TargetNames = "the output's label or index, or all",
        Fits = model => Fits(model, OutputActivation.Identity),
        IsMeant = (model, question) => model is { Head: HeadKind.Sequence, Activation: OutputActivation.Identity } && question.Labels.IsEmpty,
        Needs = "a ...ForSequenceClassification model with one output, or whose problem_type is regression",
    };

    /// <inheritdoc/>
    public override void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice) => _ = Number(instance);

    /// <inheritdoc/>
    /// <remarks>A dataset has one number a row, so models with several outputs are not judged.</remarks>
    public override Judgement Judge(TaskContext context, Instance instance)
    {
        double[] predicted = [.. context.Logits[0].Span.ToArray().Select(number => (double)number)];
        double? gold = predicted.Length == 1 ? Number(instance) : null;
        return new Judgement(
            gold is null ? null : instance.Label,
            string.Join(", ", predicted.Select(number => number.ToString("G6", CultureInfo.InvariantCulture))),
            null)
        {
            Numbers = gold is { } number ? new NumberPair(number, predicted[0]) : null,
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice)
    {
        Judgement judged = Judge(context, instance);
        return [.. context.Model.Labels.Select((label, output) => new CaseTarget(new TaskTarget(label, 0, new Target(output)), judged.Predicted, judged.Gold)
        {
            IsTrue = null,
            IsCorrect = null,
        })];
    }

    /// <inheritdoc/>
    protected override bool MayFlip => true;

    private static double? Number(Instance instance) => instance.Label is not { } label ? null
        : double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
        : throw new BenchException($"The label '{label}' is no number", instance.Source, "Give the number that the model should predict, such as 3.5");
}
