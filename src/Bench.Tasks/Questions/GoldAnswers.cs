using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>The answers that a dataset says are right, as texts and as tokens.</summary>
internal sealed class GoldAnswers
{
    private GoldAnswers(string[] texts, Target[] targets) => (Texts, Targets) = (texts, targets);

    /// <summary>The answers; the empty text alone where there is none.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Their tokens: start and end of each; the first token where there is no answer.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>The right answers of a row, or <see langword="null"/> where the dataset does not say.</summary>
    /// <param name="text">Question and context.</param>
    /// <param name="instance">The row.</param>
    /// <exception cref="BenchException">An answer has no token, since it was cut off or is no text.</exception>
    public static GoldAnswers? Of(TokenizedText text, Instance instance)
    {
        if (instance.Gold.Answers is not { } answers)
        {
            return null;
        }

        return answers.IsEmpty
            ? new GoldAnswers([""], [new Target(0, 0, 0)])
            : new GoldAnswers(
                [.. answers.Select(span => (span.Segment == 0 ? text.Text : text.TextPair!)[span.Start..span.End])],
                [.. answers.Select(span => TargetOf(text, span, instance))]);
    }

    private static Target TargetOf(TokenizedText text, CharacterSpan span, Instance instance)
    {
        int[] touched = [.. Enumerable.Range(0, text.Tokens.Length).Where(position =>
            !text.Tokens[position].IsSpecial && text.CharactersOf(text.Tokens[position]).Touches(span))];
        return touched.Length > 0 ? new Target(0, touched[0], touched[^1]) : throw new BenchException(
            $"No token stands for the answer at {span.Start}",
            instance.Source,
            text.Truncated > 0 ? "The context was cut before it: shorten it" : "Mark a part of the context with letters");
    }
}
