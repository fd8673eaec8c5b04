using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>Finds the answer to a question in a context: for every token how well an answer would start and end there.</summary>
/// <param name="options">What counts as an answer.</param>
public sealed class QuestionTask(QuestionOptions options) : ITask
{
    private const string All = "all";
    private const string BestAnswer = "answer";
    private const string NoAnswer = "no-answer";

    /// <summary>Id and description.</summary>
    public static TaskDescriptor Descriptor { get; } = new()
    {
        Id = "question-answering",
        Summary = "The part of a context that answers a question",
        TargetNames =
            "start@12, end@14 (tokens), start@\"Lisbon\" (a text's first token; for end its last), start, end (of the best answer), "
                + "answer (start + end of the best), answer@12-14, answer@\"Lisbon\", no-answer, all; without: answer",
        Fits = model => model.Head == HeadKind.Span,
        IsMeant = (model, _) => model.Head == HeadKind.Span,
        Needs = "a ...ForQuestionAnswering model",
    };

    /// <inheritdoc/>
    public IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize)
    {
        Refusal.RequireNoLabels(question);
        return [new TaskInput(null, tokenize(question.Text, question.TextPair))];
    }

    /// <inheritdoc/>
    /// <remarks>Nothing for a text alone, which has no context: only what is named by its place can be explained of it.</remarks>
    public ITaskAnswer? Decide(TaskContext context)
    {
        TokenizedText text = context.Inputs[0].Text;
        if (text.TextPair is null)
        {
            return null;
        }

        var spans = new Spans(text, context.Logits[0]);
        AnswerSpan best = Decided(spans);
        (int start, int end) = best.IsNone ? (0, 0) : spans.Characters(best);
        return new Answer(text.TextPair![start..end], best.Score, (start, end), best, spans.NoAnswer);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TaskTarget> Targets(TaskContext context, TargetNames choice)
    {
        Refusal.RequireNoFlip(choice);
        Target? against = choice.Against is null ? null : Named(context, choice.Against, "--against").Target;
        IEnumerable<string> names = choice.Target == All ? ["start", "end", BestAnswer] : [choice.Target ?? BestAnswer];
        return [.. names.Select(name => Named(context, name, "--target"))
            .Select(named => named with { Target = named.Target with { Against = against } })];
    }

    private TaskTarget Named(TaskContext context, string name, string where)
    {
        TokenizedText text = context.Inputs[0].Text;
        if (name is BestAnswer or NoAnswer)
        {
            AnswerSpan span = name == BestAnswer ? Best(context) : default;
            return new TaskTarget(name, 0, new Target(0, span.Start, span.End));
        }

        (string label, string? place) = TokenPlace.Split(name);
        if (label == BestAnswer && place is not null)
        {
            (int start, int end) = TokenPlace.FindRange(text, place, where);
            return new TaskTarget(FormattableString.Invariant($"{BestAnswer}@{start}-{end}"), 0, new Target(0, start, end));
        }

        int output = context.Model.Labels.ToList().IndexOf(label);
        if (output < 0)
        {
            throw new BenchException($"There is no target '{name}'", where, $"Targets: {Descriptor.TargetNames}");
        }

        int position = place is not null
            ? TokenPlace.Find(text, place, output == 0 ? TokenEdge.First : TokenEdge.Last, where)
            : Best(context) is var best && output == 0 ? best.Start : best.End;
        return new TaskTarget(FormattableString.Invariant($"{label}@{position}"), 0, new Target(output, position));
    }

    /// <inheritdoc/>
    public void Check(ModelInfo model, IReadOnlyList<TaskInput> inputs, Instance instance, TargetChoice choice)
    {
        RequireContext(inputs[0].Text, instance.Source);
        if (GoldAnswers.Of(inputs[0].Text, instance) is null && choice == TargetChoice.True)
        {
            throw Refusal.NoGold("answer", instance);
        }
    }

    /// <inheritdoc/>
    public Judgement Judge(TaskContext context, Instance instance)
    {
        TokenizedText text = context.Inputs[0].Text;
        var spans = new Spans(text, context.Logits[0]);
        AnswerSpan best = Decided(spans);
        (int start, int end) = best.IsNone ? (0, 0) : spans.Characters(best);
        string answer = text.TextPair![start..end];
        return GoldAnswers.Of(text, instance) is { } gold
            ? new Judgement(Shown(gold.Texts[0]), Shown(answer), gold.Texts.Any(right => AnswerMatch.IsExact(answer, right)))
            {
                Overlap = gold.Texts.Max(right => AnswerMatch.F1(answer, right)),
            }
            : new Judgement(null, Shown(answer), null);
    }

    /// <inheritdoc/>
    /// <remarks>Of several right answers the first is explained.</remarks>
    public IReadOnlyList<CaseTarget> Cases(TaskContext context, Instance instance, TargetChoice choice)
    {
        Judgement judged = Judge(context, instance);
        GoldAnswers? gold = GoldAnswers.Of(context.Inputs[0].Text, instance);
        bool isNone = Decided(new Spans(context.Inputs[0].Text, context.Logits[0])).IsNone;
        IEnumerable<TaskTarget> targets = choice switch
        {
            TargetChoice.Predicted => [Named(context, isNone ? NoAnswer : BestAnswer, instance.Source)],
            TargetChoice.True => [new TaskTarget(NameOf(gold!.Targets[0]), 0, gold.Targets[0])],
            _ => Targets(context, new TargetNames(All)),
        };
        return [.. targets.Select(target => new CaseTarget(target, judged.Predicted, judged.Gold)
        {
            IsTrue = gold?.Targets.Any(right => Agree(target.Target, right)),
            IsCorrect = judged.IsCorrect,
        })];
    }

    // A target at one token agrees with the answer that starts, or ends, there.
    private static bool Agree(Target target, Target right) => target.SpanEnd is not null ? target == right
        : target.Position == (target.Output == 0 ? right.Position : right.SpanEnd);

    private static string NameOf(Target answer) => answer is { Position: 0, SpanEnd: 0 }
        ? NoAnswer
        : FormattableString.Invariant($"{BestAnswer}@{answer.Position}-{answer.SpanEnd}");

    private static string Shown(string answer) => answer.Length == 0 ? NoAnswer : answer;

    private static void RequireContext(TokenizedText text, string where)
    {
        if (text.TextPair is null)
        {
            throw new BenchException(
                "There is a question and no context in which the answer would stand", where,
                "Add --context TEXT, or name what is explained by its place (--target start@12); a row of a dataset has both, as "
                    + "'question' and 'context', and token ids tell them by token_type_ids or separators");
        }
    }

    private AnswerSpan Best(TaskContext context)
    {
        RequireContext(context.Inputs[0].Text, "--context");
        return new Spans(context.Inputs[0].Text, context.Logits[0]).Best(options.MaxAnswerLength);
    }

    private AnswerSpan Decided(Spans spans)
    {
        AnswerSpan best = spans.Best(options.MaxAnswerLength);
        return options.NoAnswer && spans.NoAnswer > best.Score ? new AnswerSpan(0, 0, spans.NoAnswer) : best;
    }
}
