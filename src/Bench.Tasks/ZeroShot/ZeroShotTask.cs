using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>
/// Labels that a model was never trained on: each is put into a hypothesis, and a model of textual entailment says whether the text entails
/// it (Yin, Hay and Roth 2019), computed as ZeroShotClassificationPipeline of transformers does.
/// </summary>
public sealed class ZeroShotTask : ITask
{
    private const string Place = "{}";
    private const string All = "all";
    private const StringSplitOptions SplitOptions = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly ZeroShotOptions _options;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Hypothesis and reading.</param>
    /// <exception cref="BenchException">The template has no place for the label.</exception>
    public ZeroShotTask(ZeroShotOptions options)
    {
        RequirePlace(options.HypothesisTemplate, "--hypothesis-template");
        _options = options;
    }

    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "zero-shot",
        Summary = "Candidate labels ranked by a model of textual entailment",
        TargetNames = "a candidate label: whether its hypothesis is entailed; all; without: all",
        IsMeant = (model, question) => model is { Head: HeadKind.Sequence, PredictsNextToken: false } && !question.Labels.IsEmpty,
        Fits = model =>
            model is { Head: HeadKind.Sequence, Picture: null } && model.Activation == OutputActivation.Softmax && Entailment(model) >= 0,
        Needs = "a ...ForSequenceClassification model with a label that starts with 'entail'",
    };

    /// <inheritdoc/>
    public IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize)
    {
        if (question.TextPair is not null)
        {
            throw new BenchException(
                "There is a second text, but hypotheses are made of the labels", "--text-pair", "Leave it out, or choose --task pair");
        }

        string[] labels = question.Labels.IsEmpty ? _options.Labels.Split(';', SplitOptions) : [.. question.Labels];
        if (labels.Length == 0 || labels.Any(string.IsNullOrWhiteSpace) || labels.Distinct().Count() < labels.Length)
        {
            throw new BenchException(
                "There are no candidate labels, or an empty one, or one stands twice",
                "--labels",
                "Give them separated by commas, --labels \"sport,music\", as 'candidate_labels' of a row, or as "
                    + "zero-shot:labels=sport;music");
        }

        string template = question.Hypothesis ?? _options.HypothesisTemplate;
        RequirePlace(template, "hypothesis");
        return [.. labels.Select(label => new TaskInput(
            label,
            tokenize(question.Text, template.Replace(Place, label, StringComparison.Ordinal))
                .WithFixed(_options.Hypothesis == HypothesisTokens.Remove ? null : 1, _options.Hypothesis == HypothesisTokens.Hide)))];
    }

    /// <inheritdoc/>
    public ITaskAnswer? Decide(TaskContext context) => new Ranking(context.Inputs.Select(input => input.Name!).Zip(Scores(context)));

    /// <inheritdoc/>
    public void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice)
    {
        if (GoldLabels(Names(inputs), instance) is null && choice == TargetChoice.True)
        {
            throw Refusal.NoGold("label", instance);
        }
    }

    /// <inheritdoc/>
    public Judgement Judge(TaskContext context, Instance instance)
    {
        string[] labels = Names(context.Inputs);
        HashSet<int> predicted = Predicted(context);
        HashSet<int>? gold = GoldLabels(labels, instance);
        return new Judgement(gold is null ? null : Joined(gold, labels), Joined(predicted, labels), gold?.SetEquals(predicted))
        {
            Matches = gold is not null && _options.MultiLabel
                ? new Matches(gold.Count(predicted.Contains), predicted.Count, gold.Count)
                : null,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice)
    {
        Judgement judged = Judge(context, instance);
        HashSet<int> predicted = Predicted(context);
        HashSet<int>? gold = GoldLabels(Names(context.Inputs), instance);
        IEnumerable<int> asked = choice switch
        {
            TargetChoice.Predicted => predicted.Order(),
            TargetChoice.True => gold!.Order(),
            _ => Enumerable.Range(0, context.Inputs.Count),
        };
        var target = new Target(Entailment(context.Model));
        return [.. asked.Select(
            input => new CaseTarget(new TaskTarget(context.Inputs[input].Name!, input, target), judged.Predicted, judged.Gold)
            {
                IsTrue = gold?.Contains(input),
                IsCorrect = gold is null ? null : gold.Contains(input) == predicted.Contains(input),
            })];
    }

    private double[] Scores(TaskContext context)
    {
        int entailment = Entailment(context.Model);
        int contradiction = entailment == 0 ? context.Model.Labels.Count - 1 : 0;
        return _options.MultiLabel || context.Inputs.Count == 1
            ? [.. context.Logits.Select(logits => Outputs.Probabilities(
                [logits.Span[contradiction], logits.Span[entailment]], OutputActivation.Softmax)[1])]
            : Outputs.Probabilities([.. context.Logits.Select(logits => logits.Span[entailment])], OutputActivation.Softmax);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TaskTarget> Targets(TaskContext context, TargetNames choice)
    {
        Refusal.RequireNoFlip(choice);
        string[] labels = Names(context.Inputs);
        var target = new Target(Entailment(context.Model))
        {
            Against = choice.Against is null ? null : new Target(ModelLabels.Find(context.Model, choice.Against, "--against")),
        };
        IEnumerable<int> asked = choice.Target is null || (choice.Target == All && !labels.Contains(All))
            ? Enumerable.Range(0, labels.Length)
            : [Candidate(labels, choice.Target)];
        return [.. asked.Select(input => new TaskTarget(labels[input], input, target))];
    }

    // One of several: the best. Several at once: those that are rather entailed than contradicted.
    private HashSet<int> Predicted(TaskContext context)
    {
        double[] scores = Scores(context);
        return _options.MultiLabel
            ? [.. Enumerable.Range(0, scores.Length).Where(input => scores[input] >= 0.5)]
            : [Array.IndexOf(scores, scores.Max())];
    }

    private static HashSet<int>? GoldLabels(string[] candidates, Instance instance) =>
        (instance.Gold.Labels ?? (instance.Label is { } one ? [one] : null)) is { } labels
            ? [.. labels.Select(label => ModelLabels.IndexOf(candidates, label) is var found and >= 0 ? found : throw new BenchException(
                $"The label '{label}' is no candidate", instance.Source,
                $"{NearMatches.Suggest(label, candidates)}Candidates: {string.Join(", ", candidates)}"))]
            : null;

    private static string[] Names(IReadOnlyList<TaskInput> inputs) => [.. inputs.Select(input => input.Name!)];

    private static string Joined(IEnumerable<int> inputs, string[] labels) =>
        string.Join(", ", inputs.Order().Select(input => labels[input])) is { Length: > 0 } text ? text : "none";

    private static void RequirePlace(string template, string where)
    {
        if (!template.Contains(Place, StringComparison.Ordinal))
        {
            throw new BenchException(
                "The hypothesis has no place for the label", where, "Put {} where the label belongs, as in \"This text is about {}.\"");
        }
    }

    private static int Candidate(string[] labels, string name) => ModelLabels.IndexOf(labels, name) is var found and >= 0
        ? found
        : throw new BenchException(
            $"There is no candidate label '{name}'", "--target",
            $"{NearMatches.Suggest(name, labels)}Candidates: {string.Join(", ", labels)}");

    private static int Entailment(ModelInfo model) =>
        model.Labels.ToList().FindIndex(label => label.StartsWith("entail", StringComparison.OrdinalIgnoreCase));
}
