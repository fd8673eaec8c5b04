using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>How a text may go on.</summary>
/// <param name="Text">What a person calls it: the text itself. Untrusted.</param>
/// <param name="Tokens">Its token ids, at least one.</param>
public sealed record Continuation(string Text, ImmutableArray<int> Tokens)
{
    /// <summary>
    /// Cuts a continuation out of the tokens of a text and the continuation together, as a language model would meet them.
    /// </summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="text">The text that goes on.</param>
    /// <param name="continuation">How.</param>
    /// <param name="where">The option that names it, for messages.</param>
    /// <exception cref="BenchException">
    /// It has no token, a character that the vocabulary lacks, or shares a token with the text.
    /// </exception>
    public static Continuation After(ITokenizer tokenizer, string text, string continuation, string where)
    {
        int[] before = Ids(tokenizer.Tokenize(text));
        TokenizedText both = tokenizer.Tokenize(text + continuation);
        int[] whole = Ids(both);
        if (both.Truncated > 0)
        {
            throw new BenchException(
                $"Text and continuation have {both.Tokens.Length + both.Truncated} tokens, the model takes {both.Tokens.Length}", where,
                "Shorten the text");
        }

        if (whole.Length == before.Length || !whole.AsSpan().StartsWith(before))
        {
            throw new BenchException(
                $"'{continuation}' is no continuation of this text in whole tokens: where they meet, the tokenizer joins them",
                where,
                "Begin the continuation with the space before its first word, and end the text without one");
        }

        int[] tokens = whole[before.Length..];
        return tokens.Any(token => token == tokenizer.Special.Unknown)
            ? throw new BenchException(
                $"'{continuation}' holds what the model's vocabulary does not know", where, "Write it in characters that the model knows")
            : new Continuation(continuation, [.. tokens]);
    }

    // A template may end with tokens of its own; what goes on does so before them.
    private static int[] Ids(TokenizedText text)
    {
        int count = text.Tokens.Length;
        while (count > 0 && text.Tokens[count - 1].IsSpecial)
        {
            count--;
        }

        return [.. text.Tokens.Take(count).Select(token => token.Id)];
    }
}
