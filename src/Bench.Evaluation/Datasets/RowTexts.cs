using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// The texts of a row in JSON: <c>text</c>, alone or with <c>text_pair</c>; else <c>question</c> and <c>context</c>; else <c>premise</c>
/// and <c>hypothesis</c>; else <c>tokens</c>, joined by blanks.
/// </summary>
/// <param name="Text">The text, or the question.</param>
/// <param name="TextPair">The second text, or the context.</param>
/// <param name="Fields">The fields that were read, which are no columns then.</param>
internal sealed record RowTexts(string Text, string? TextPair, params IReadOnlyList<string> Fields)
{
    private const string Place = "{}";

    /// <summary>The hypothesis into which candidate labels are put, where it is one.</summary>
    public string? Hypothesis { get; private init; }

    /// <summary>Whether the text is a question, so that spans lie in its context.</summary>
    public bool IsQuestion { get; private init; }

    /// <summary>
    /// Where each of the row's <c>tokens</c> stands, or <see langword="null"/> where there are none or they label nothing.
    /// </summary>
    public IReadOnlyList<CharacterSpan>? Words { get; private init; }

    /// <summary>Reads a row's texts.</summary>
    /// <param name="line">The row.</param>
    /// <exception cref="BenchException">There is none, one is empty, or the tokens are not those of the text.</exception>
    public static RowTexts Of(JsonLine line)
    {
        RowTexts texts = line.Has("text") ? OfPair(line, "text", "text_pair")
            : line.Has("question") ? OfPair(line, "question", "context") with { IsQuestion = line.Has("context") }
            : line.Has("premise") ? OfPair(line, "premise", "text_pair")
            : line.Has("tokens") ? new RowTexts(string.Join(' ', Tokens(line)), null)
            : new RowTexts(line.RequiredText("text"), null);
        texts = WithHypothesis(line, texts);
        return line.Has("tokens") && line.Has(WordLabels.FieldOf(line))
            ? texts with { Words = Locate(texts.Text, Tokens(line), line.Where) }
            : texts;
    }

    private static RowTexts OfPair(JsonLine line, string first, string second) => new(
        InstanceText.NotEmpty(line.RequiredText(first), first, line.Where),
        line.Text(second) is { } text ? InstanceText.NotEmpty(text, second, line.Where) : null,
        first,
        second);

    private static RowTexts WithHypothesis(JsonLine line, RowTexts texts)
    {
        const string Field = "hypothesis";
        if (texts.TextPair is not null || !line.Has(Field))
        {
            return texts;
        }

        string hypothesis = InstanceText.NotEmpty(line.RequiredText(Field), Field, line.Where);
        IReadOnlyList<string> fields = [.. texts.Fields, Field];
        return hypothesis.Contains(Place, StringComparison.Ordinal)
            ? texts with { Hypothesis = hypothesis, Fields = fields }
            : texts with { TextPair = hypothesis, Fields = fields };
    }

    private static string[] Tokens(JsonLine line) =>
        line.Texts("tokens") is { Length: > 0 } tokens && !tokens.Any(string.IsNullOrWhiteSpace)
            ? tokens
            : throw new BenchException(
                "'tokens' is empty, or one of them is blank", line.Where, "Give the words of the text as a list of texts");

    private static CharacterSpan[] Locate(string text, string[] tokens, string where)
    {
        var spans = new CharacterSpan[tokens.Length];
        int from = 0;
        foreach ((int i, string token) in tokens.Index())
        {
            int at = text.IndexOf(token, from, StringComparison.Ordinal);
            if (at < 0)
            {
                throw new BenchException($"Token {i} of 'tokens' does not stand in the text after those before it", where,
                    "Leave 'text' out, or give the text that the tokens are of");
            }

            spans[i] = new CharacterSpan(at, at + token.Length);
            from = at + token.Length;
        }

        return spans;
    }
}
