using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Tokenizes texts and refuses those whose explanation would mean nothing.</summary>
public static class InputPolicy
{
    /// <summary>Tokenizes a text for explanation.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="textPair">The second text, or <see langword="null"/>.</param>
    /// <param name="truncate">Whether a text that is too long is cut; otherwise it is refused.</param>
    /// <param name="where">Where the text comes from, for messages.</param>
    /// <exception cref="BenchException">The text has no token, only unknown ones, or more than the model takes.</exception>
    public static TokenizedText Tokenize(ITokenizer tokenizer, string text, string? textPair, bool truncate, string where)
    {
        TokenizedText input;
        try
        {
            input = tokenizer.Tokenize(text, textPair);
        }
        catch (BenchException exception)
        {
            throw new BenchException(exception.Problem, where, exception.Remedy, exception);
        }

        if (input.FeaturePositions.IsEmpty)
        {
            throw new BenchException(
                "The text has no tokens: it is empty, blank or made of control characters", where, "Give a text with words");
        }

        if (input.FeaturePositions.All(position => input.Tokens[position].Id == tokenizer.Special.Unknown))
        {
            throw new BenchException(
                "Every token of the text is unknown to the model's vocabulary", where,
                "Give a text in a language and script the model knows");
        }

        if (input.Truncated > 0 && !truncate)
        {
            throw new BenchException(
                $"The text has {input.Tokens.Length + input.Truncated} tokens, the model takes {input.Tokens.Length}",
                where,
                "Shorten it, or allow cutting with --truncate (in a suite: truncation: allow)");
        }

        return input;
    }
}
