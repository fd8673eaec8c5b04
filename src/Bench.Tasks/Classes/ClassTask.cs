using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Tasks with outputs for the whole text: what they share.</summary>
public abstract class ClassTask : ITask
{
    private const string All = "all";

    /// <inheritdoc/>
    public virtual IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize)
    {
        Refusal.RequireNoLabels(question);
        return [new TaskInput(null, tokenize(question.Text, question.TextPair))];
    }

    /// <inheritdoc/>
    public ITaskAnswer? Decide(TaskContext context) => null;

    /// <inheritdoc/>
    public IReadOnlyList<TaskTarget> Targets(TaskContext context, TargetNames choice)
    {
        if (!MayFlip)
        {
            Refusal.RequireNoFlip(choice);
        }

        ModelInfo model = context.Model;
        Target? against = choice.Against is null ? null : new Target(Find(model, choice.Against, "--against"));

        // A label of that name comes before the word.
        IEnumerable<int> outputs = choice.Target switch
        {
            null => Predicted(context.Model, context.Logits[0]),
            All when !model.Labels.Contains(All) => Enumerable.Range(0, model.Labels.Count),
            var name => [Find(model, name, "--target")],
        };
        return [.. outputs.Select(output => new TaskTarget(
            model.Labels[output], 0, new Target(output) { Against = against, IsFlipped = choice.IsFlipped }))];
    }

    /// <inheritdoc/>
    public virtual void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice)
    {
        _ = GoldOf(model, instance);
        if (instance.Label is null && choice == TargetChoice.True)
        {
            throw Refusal.NoGold("label", instance);
        }
    }

    /// <inheritdoc/>
    public virtual Judgement Judge(TaskContext context, Instance instance)
    {
        string predicted = context.Model.Labels[Outputs.ArgMax(context.Logits[0].Span)];
        string? gold = GoldOf(context.Model, instance);
        return new Judgement(gold, predicted, gold is null ? null : gold == predicted);
    }

    /// <inheritdoc/>
    public virtual IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice)
    {
        Judgement judged = Judge(context, instance);
        IEnumerable<int> outputs = choice switch
        {
            TargetChoice.Predicted => Predicted(context.Model, context.Logits[0]),
            TargetChoice.True => [Find(context.Model, instance.Label!, instance.Source)],
            _ => Enumerable.Range(0, context.Model.Labels.Count),
        };
        return [.. outputs.Select(
            output => new CaseTarget(new TaskTarget(context.Model.Labels[output], 0, new Target(output)), judged.Predicted, judged.Gold)
            {
                IsTrue = judged.Gold is null ? null : context.Model.Labels[output] == judged.Gold,
                IsCorrect = judged.IsCorrect,
            })];
    }

    /// <summary>The true label as the model spells it, or <see langword="null"/> where the dataset has none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="instance">The row.</param>
    /// <exception cref="BenchException">The model has no such label.</exception>
    protected string? GoldOf(ModelInfo model, Instance instance) =>
        instance.Label is null ? null : model.Labels[Find(model, instance.Label, instance.Source)];

    /// <summary>Whether the way down can be explained.</summary>
    protected virtual bool MayFlip => false;

    /// <summary>What is explained where no target is named: the most likely class.</summary>
    /// <param name="model">The model.</param>
    /// <param name="logits">Logits [C].</param>
    protected virtual IReadOnlyList<int> Predicted(ModelInfo model, Tensor logits) => [Outputs.ArgMax(logits.Span)];

    /// <summary>The output that a name means.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Label or index.</param>
    /// <param name="where">The option that names it.</param>
    /// <exception cref="BenchException">There is no such output.</exception>
    protected virtual int Find(ModelInfo model, string name, string where) => ModelLabels.Find(model, name, where);

    /// <summary>Whether a model of texts has classes of the whole text, of which a task may say whether one holds or several.</summary>
    /// <param name="model">The model.</param>
    protected static bool HasClasses(ModelInfo model) =>
        Fits(model, OutputActivation.Softmax) || Fits(model, OutputActivation.Sigmoid);

    /// <summary>Whether a model of texts gives outputs for the whole text with an activation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="activation">The activation.</param>
    protected static bool Fits(ModelInfo model, OutputActivation activation) =>
        model is { Head: HeadKind.Sequence, Picture: null } && model.Activation == activation;
}
