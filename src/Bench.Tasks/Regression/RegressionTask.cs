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
        IsMeant = (model, question) =>
            model is { Head: HeadKind.Sequence, Activation: OutputActivation.Identity } && question.Labels.IsEmpty,
        Needs = "a ...ForSequenceClassification model with one output, or whose problem_type is regression",
    };

    /// <inheritdoc/>
    public override void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice) =>
        _ = Gold(instance, model.Labels.Count);

    /// <inheritdoc/>
    /// <remarks>The right numbers of a model with several outputs are the row's <c>labels</c>, in order of the outputs.</remarks>
    public override Judgement Judge(TaskContext context, Instance instance)
    {
        double[] predicted = [.. context.Logits[0].Span.ToArray().Select(number => (double)number)];
        double[]? gold = Gold(instance, predicted.Length);
        NumberPair[]? pairs = gold is null ? null : [.. gold.Zip(predicted, (right, given) => new NumberPair(right, given))];
        return new Judgement(
            gold is null ? null : predicted.Length == 1 ? instance.Label : string.Join(", ", instance.Gold.Labels!.Value),
            string.Join(", ", predicted.Select(number => number.ToString("G6", CultureInfo.InvariantCulture))),
            null)
        {
            Numbers = pairs is [var only] ? only : null,
            Several = pairs is { Length: > 1 } ? pairs : null,
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice)
    {
        Judgement judged = Judge(context, instance);
        return [.. context.Model.Labels.Select(
            (label, output) => new CaseTarget(new TaskTarget(label, 0, new Target(output)), judged.Predicted, judged.Gold)
            {
                IsTrue = null,
                IsCorrect = null,
            })];
    }

    /// <inheritdoc/>
    protected override bool MayFlip => true;

    private static double[]? Gold(Instance instance, int outputs)
    {
        if (outputs == 1)
        {
            return instance.Label is { } label ? [Number(label, instance)] : null;
        }

        return instance.Gold.Labels is not { } labels ? null
            : labels.Length == outputs ? [.. labels.Select(label => Number(label, instance))]
            : throw new BenchException(
                $"There are {labels.Length} labels for the {outputs} outputs of the model", instance.Source,
                "Give one number for each, in order");
    }

    private static double Number(string label, Instance instance) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
        : throw new BenchException(
            $"The label '{label}' is no number", instance.Source, "Give the number that the model should predict, such as 3.5");
}
