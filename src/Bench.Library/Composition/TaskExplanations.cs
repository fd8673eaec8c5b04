using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Library;

/// <summary>Asks a model one question in the manner of a task, and explains its answers.</summary>
/// <param name="loaded">The model.</param>
/// <param name="task">The task.</param>
/// <param name="explainers">The explainers.</param>
internal sealed class TaskExplanations(
    LoadedModel loaded, Configured<TaskDescriptor, ITask> task, IReadOnlyList<Configured<ExplainerDescriptor, IExplainer>> explainers)
{
    private AskedTask? _asked;

    // Outputs of continuations are logarithms of probabilities, and are called so.
    private Quantity Explained =>
        Quantity == Quantity.Logit && !loaded.Model.Info.Continuations.IsEmpty ? Quantity.LogProbability : Quantity;

    public required Quantity Quantity { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>What is explained as one.</summary>
    public UnitChoice Units { get; init; } = UnitChoice.Tokens;

    /// <summary>How many seeds explanations that draw are repeated with, the first included.</summary>
    public required int Repetitions { get; init; }

    /// <summary>Is told after each explainer.</summary>
    public IProgress<BenchProgress>? Progress { get; init; }

    /// <summary>The model, whose answers are remembered.</summary>
    public IModel Model { get; } = new RememberingModel(loaded.Model, new CostMeter());

    /// <summary>Tokenizes and predicts.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="ready">The text as tokens, or <see langword="null"/> to tokenize the question.</param>
    /// <param name="truncate">Whether a text that is too long is cut.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The question does not fit the task, or an explainer's options do not fit the text.</exception>
    public void Ask(TaskQuestion question, TokenizedText? ready, bool truncate, CancellationToken cancellationToken)
    {
        AskedQuantity.Require(loaded.Model.Info, Quantity, "--quantity");
        _asked = AskedTask.Ask(loaded, task, Model, question, truncate, cancellationToken, ready, input =>
        {
            foreach (Configured<ExplainerDescriptor, IExplainer> explainer in explainers)
            {
                Explaining.Check(explainer, loaded.Model.Info, loaded.Tokenizer, input.InUnits(Units), AskedTask.Where);
            }

            WarmUp.Predict(loaded.Model, input.Row, cancellationToken);
        });
    }

    /// <summary>Explains targets, each with every explainer.</summary>
    /// <param name="names">Which targets.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">There is no such target.</exception>
    public ExplanationDocument[] Explain(TargetNames names, CancellationToken cancellationToken)
    {
        TaskContext context = _asked!.Context;
        ITaskAnswer? answer = task.Instance.Decide(context);
        return [.. Contrast.Of(task.Instance.Targets(context, names))
            .Select(target => Explain(context, target, answer, cancellationToken))];
    }

    private ExplanationDocument Explain(TaskContext context, TaskTarget target, ITaskAnswer? answer, CancellationToken cancellationToken)
    {
        var request = new ExplanationRequest
        {
            Model = Model,
            Tokenizer = context.Tokenizer,
            Input = context.Inputs[target.Input].Text.InUnits(Units),
            Target = target.Target,
            Quantity = Explained,
            Seed = Seed,
        };
        WarmUp.Run(explainers, request with { Model = loaded.Model }, cancellationToken);
        (Configured<ExplainerDescriptor, IExplainer> Explainer, Explanation Explanation)[] explained =
            [.. explainers.Select((explainer, i) => (explainer, Explain(explainer, i, request, cancellationToken)))];
        return new ExplanationDocument
        {
            Model = context.Model,
            Task = task.Descriptor.Id,
            Answer = answer,
            Input = request.Input,
            Target = target.Target,
            TargetName = target.Name == TargetAnswers.Label(context.Model, target.Target) ? null : target.Name,
            Quantity = Explained,
            Logits = context.Logits[target.Input],
            Explanations = [.. explained.Select(entry => (entry.Explainer.Name, entry.Explanation))],
            Special = context.Tokenizer.Special,
            Seeds = SeedVariance.MeasureAll(explained, request, Repetitions, cancellationToken),
        };
    }

    private Explanation Explain(
        Configured<ExplainerDescriptor, IExplainer> explainer, int rank, ExplanationRequest request, CancellationToken cancellationToken)
    {
        Explanation explanation = Explaining.Explain(explainer, request, cancellationToken);
        Progress?.Report(new BenchProgress("explain", explainer.Name, rank + 1, explainers.Count));
        return explanation;
    }
}
