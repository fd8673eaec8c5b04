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
        TargetNames = "start@12, end@14 (tokens), start@\"Lisbon\" (a text's first token; for end its last), start, end (of the best answer), answer (start + end of the best), no-answer, all; without: answer",
        Fits = model => model.Head == HeadKind.Span,
        Needs = "a ...ForQuestionAnswering model",
    };

    /// <inheritdoc/>
    public IReadOnlyList<TaskInput> Read(TaskQuestion question, Func<string, string?, TokenizedText> tokenize)
    {
        Refusal.RequireNoLabels(question);
        return [new TaskInput(null, tokenize(question.Text, question.TextPair))];
    }

    /// <inheritdoc/>
    public ITaskAnswer? Decide(TaskContext context)
    {
        TokenizedText text = context.Inputs[0].Text;
        var spans = new Spans(text, context.Logits[0]);
        AnswerSpan best = spans.Best(options.MaxAnswerLength);
        if (options.NoAnswer && spans.NoAnswer > best.Score)
        {
            return new Answer("", spans.NoAnswer, (0, 0), new AnswerSpan(0, 0, spans.NoAnswer), spans.NoAnswer);
        }

        (int start, int end) = spans.Characters(best);
        return new Answer((text.TextPair ?? text.Text)[start..end], best.Score, (start, end), best, spans.NoAnswer);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TaskTarget> Targets(TaskContext context, TargetNames choice)
    {
        Refusal.RequireNoFlip(choice);
        Target? against = choice.Against is null ? null : Named(context, choice.Against, "--against").Target;
        IEnumerable<string> names = choice.Target == All ? ["start", "end", BestAnswer] : [choice.Target ?? BestAnswer];
        return [.. names.Select(name => Named(context, name, "--target")).Select(named => named with { Target = named.Target with { Against = against } })];
    }

    private TaskTarget Named(TaskContext context, string name, string where)
    {
        TokenizedText text = context.Inputs[0].Text;
        if (name is BestAnswer or NoAnswer)
        {
            AnswerSpan span = name == BestAnswer ? new Spans(text, context.Logits[0]).Best(options.MaxAnswerLength) : default;
            return new TaskTarget(name, 0, new Target(0, span.Start, span.End));
        }

        (string label, string? place) = TokenPlace.Split(name);
        int output = context.Model.Labels.ToList().IndexOf(label);
        if (output < 0)
        {
            throw new BenchException($"There is no target '{name}'", where, $"Targets: {Descriptor.TargetNames}");
        }

        int position = place is not null
            ? TokenPlace.Find(text, place, output == 0 ? TokenEdge.First : TokenEdge.Last, where)
            : new Spans(text, context.Logits[0]).Best(options.MaxAnswerLength) is var best && output == 0 ? best.Start : best.End;
        return new TaskTarget(FormattableString.Invariant($"{label}@{position}"), 0, new Target(output, position));
    }
}
