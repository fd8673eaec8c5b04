using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>
/// Labels that a model was never trained on: each is put into a hypothesis, and a model of textual entailment says whether the text entails it
/// (Yin, Hay and Roth 2019), computed as ZeroShotClassificationPipeline of transformers does.
/// </summary>
public sealed class ZeroShotTask : ITask
{
    private const string Place = "{}";
    private const string All = "all";

    private readonly ZeroShotOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Hypothesis and reading.</param>
    /// <exception cref="BenchException">The template has no place for the label.</exception>
    public ZeroShotTask(ZeroShotOptions options)
    {
        _options = options.HypothesisTemplate.Contains(Place, StringComparison.Ordinal)
            ? options
            : throw new BenchException(
                "The hypothesis has no place for the label", "--hypothesis-template", "Put {} where the label belongs, as in \"This text is about {}.\"");
    }

    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "zero-shot",
        Summary = "Candidate labels ranked by a model of textual entailment",
        TargetNames = "a candidate label: whether its hypothesis is entailed; all; without: all",
        Fits = model => model.Head == HeadKind.Sequence && model.Activation == OutputActivation.Softmax && Entailment(model) >= 0,
        Needs = "a ...ForSequenceClassification model with a label that starts with 'entail'",
    };

    /// <inheritdoc/>
    public IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize)
    {
        if (question.TextPair is not null)
        {
            throw new BenchException("There is a second text, but hypotheses are made of the labels", "--text-pair", "Leave it out, or choose --task pair");
        }

        if (question.Labels.IsEmpty || question.Labels.Any(string.IsNullOrWhiteSpace) || question.Labels.Distinct().Count() < question.Labels.Length)
        {
            throw new BenchException(
                "There are no candidate labels, or an empty one, or one stands twice", "--labels", "Give them separated by commas: --labels \"sport,music\"");
        }

        return [.. question.Labels.Select(label => new TaskInput(
            label,
            tokenize(question.Text, _options.HypothesisTemplate.Replace(Place, label, StringComparison.Ordinal))
                .WithFixed(_options.Hypothesis == HypothesisTokens.Keep ? 1 : null)))];
    }

    /// <inheritdoc/>
    public ITaskAnswer? Decide(TaskContext context)
    {
        int entailment = Entailment(context.Model);
        int contradiction = entailment == 0 ? context.Model.Labels.Count - 1 : 0;
        double[] scores = _options.MultiLabel || context.Inputs.Count == 1
            ? [.. context.Logits.Select(logits => Outputs.Probabilities(
                [logits.Span[contradiction], logits.Span[entailment]], OutputActivation.Softmax)[1])]
            : Outputs.Probabilities([.. context.Logits.Select(logits => logits.Span[entailment])], OutputActivation.Softmax);
        return new Ranking(context.Inputs.Select((input, i) => (input.Name!, scores[i])));
    }

    /// <inheritdoc/>
    public IReadOnlyList<TaskTarget> Targets(TaskContext context, TargetNames choice)
    {
        Refusal.RequireNoFlip(choice);
        string[] labels = [.. context.Inputs.Select(input => input.Name!)];
        var target = new Target(Entailment(context.Model))
        {
            Against = choice.Against is null ? null : new Target(ModelLabels.Find(context.Model, choice.Against, "--against")),
        };
        IEnumerable<int> asked = choice.Target is null || (choice.Target == All && !labels.Contains(All))
            ? Enumerable.Range(0, labels.Length)
            : [Candidate(labels, choice.Target)];
        return [.. asked.Select(input => new TaskTarget(labels[input], input, target))];
    }

    private static int Candidate(string[] labels, string name) => ModelLabels.IndexOf(labels, name) is var found and >= 0
        ? found
        : throw new BenchException(
            $"There is no candidate label '{name}'", "--target", $"{NearMatches.Suggest(name, labels)}Candidates: {string.Join(", ", labels)}");

    private static int Entailment(ModelInfo model) =>
        model.Labels.ToList().FindIndex(label => label.StartsWith("entail", StringComparison.OrdinalIgnoreCase));
}
