using System.Globalization;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>A label for every token; neighbouring ones make entities.</summary>
public sealed class TokenTask : ITask
{
    private const string All = "all";

    private readonly TokenOptions _options;
    private readonly HashSet<string> _ignoredLabels;
    private readonly HashSet<int> _ignoredPositions;

    /// <summary>Checks the options.</summary>
    /// <param name="options">Aggregation and what is left out.</param>
    /// <exception cref="BenchException">A position is no whole number.</exception>
    public TokenTask(TokenOptions options)
    {
        _options = options;
        _ignoredLabels = [.. Split(options.IgnoreLabels)];
        _ignoredPositions = [.. Split(options.IgnoreIndexes).Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
                ? position
                : throw new BenchException(
                    $"'{text}' is no position", $"{Descriptor.Id}:ignore-indexes", "Give whole numbers from 0, separated by ;"))];
    }

    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "token-classification",
        Summary = "A label for every token, entities for people",
        TargetNames =
            "LABEL@5 (label at token 5), LABEL@\"Silva\" (at that text's first token), @5 (what is predicted there), LABEL (all tokens "
                + "predicted so), all; without: every token whose label is not ignored",
        Fits = model => model.Head == HeadKind.Token,
        IsMeant = (model, _) => model.Head == HeadKind.Token,
        Needs = "a ...ForTokenClassification model",
    };

    /// <inheritdoc/>
    public IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize)
    {
        Refusal.RequireNoLabels(question);
        return [new TaskInput(null, tokenize(question.Text, question.TextPair))];
    }

    /// <inheritdoc/>
    public ITaskAnswer? Decide(TaskContext context) => new Entities(
        EntityGroups.Of(context, _options.Aggregation).Where(entity => !_ignoredLabels.Contains(entity.Label)),
        _options.Aggregation == Aggregation.None);

    /// <inheritdoc/>
    public IReadOnlyList<TaskTarget> Targets(TaskContext context, TargetNames choice)
    {
        Refusal.RequireNoFlip(choice);
        TokenizedText text = context.Inputs[0].Text;
        ModelInfo model = context.Model;
        Tensor logits = context.Logits[0];
        int[] predicted = [.. Enumerable.Range(0, text.Tokens.Length).Select(i => Outputs.ArgMax(logits[i].Span))];
        IEnumerable<Target> targets = choice.Target switch
        {
            null =>
                Unignored(text).Where(i => !_ignoredLabels.Contains(model.Labels[predicted[i]])).Select(i => new Target(predicted[i], i)),
            All => Unignored(text).Select(i => new Target(predicted[i], i)),
            var name => Named(model, text, name, predicted),
        };
        TaskTarget[] found = [.. targets.Select(target => new TaskTarget(
            Name(model.Labels[target.Output], target.Position),
            0,
            target with { Against = choice.Against is null ? null : Against(model, text, choice.Against, target) }))];
        return found.Length > 0
            ? found
            : throw new BenchException(
                "No token is predicted to be "
                    + $"{(choice.Target is null ? $"anything but {string.Join(", ", _ignoredLabels)}" : choice.Target)}",
                "--target",
                $"Name a label and a token, for example --target {model.Labels[^1]}@{text.FeaturePositions[0]}");
    }

    /// <inheritdoc/>
    public void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice)
    {
        if (!new GoldTokens(model, inputs[0].Text, instance).IsKnown && choice == TargetChoice.True)
        {
            throw Refusal.NoGold("labelled words or 'entity'", instance);
        }
    }

    /// <inheritdoc/>
    public Judgement Judge(TaskContext context, Instance instance) =>
        new TokenJudge(context, new GoldTokens(context.Model, context.Inputs[0].Text, instance), _ignoredLabels.Contains).Judge();

    /// <inheritdoc/>
    /// <remarks>What is true is explained at the first token of every word that belongs to an entity.</remarks>
    public IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice)
    {
        TokenizedText text = context.Inputs[0].Text;
        var gold = new GoldTokens(context.Model, text, instance);
        var judge = new TokenJudge(context, gold, _ignoredLabels.Contains);
        IEnumerable<(int Position, string Label)> targets = choice switch
        {
            TargetChoice.True => gold.Words.Zip(gold.Labels)
                .Where(word => word.First.Length > 0 && word.Second is { } label && !_ignoredLabels.Contains(label))
                .Select(word => (word.First[0], word.Second!)),
            _ => Unignored(text).Select(position => (position, judge.PredictedAt(position)))
                .Where(token => choice == TargetChoice.All || !_ignoredLabels.Contains(token.Item2)),
        };
        return [.. targets.Select(target => new CaseTarget(
            new TaskTarget(Name(target.Label, target.Position), 0,
                new Target(ModelLabels.IndexOf(context.Model.Labels, target.Label), target.Position)),
            judge.PredictedAt(target.Position),
            gold.LabelAt(target.Position))
        {
            IsTrue = gold.LabelAt(target.Position) is { } label ? label == target.Label : null,
            IsCorrect = gold.LabelAt(target.Position) is { } right ? right == judge.PredictedAt(target.Position) : null,
        })];
    }

    private static string Name(string label, int? position) => FormattableString.Invariant($"{label}@{position}");

    private static string[] Split(string list) =>
        list.Split((char[])[';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private IEnumerable<int> Unignored(TokenizedText text) =>
        text.FeaturePositions.Where(position => !_ignoredPositions.Contains(position));

    private static IEnumerable<Target> Named(ModelInfo model, TokenizedText text, string name, int[] predicted)
    {
        (string label, string? place) = TokenPlace.Split(name);
        if (place is null)
        {
            int output = ModelLabels.Find(model, label, "--target");
            return text.FeaturePositions.Where(position => predicted[position] == output).Select(position => new Target(output, position));
        }

        int at = TokenPlace.Find(text, place, TokenEdge.First, "--target");
        return [new Target(label.Length == 0 ? predicted[at] : ModelLabels.Find(model, label, "--target"), at)];
    }

    private static Target Against(ModelInfo model, TokenizedText text, string name, Target target)
    {
        (string label, string? place) = TokenPlace.Split(name);
        return new Target(
            label.Length == 0 ? target.Output : ModelLabels.Find(model, label, "--against"),
            place is null ? target.Position : TokenPlace.Find(text, place, TokenEdge.First, "--against"));
    }
}
