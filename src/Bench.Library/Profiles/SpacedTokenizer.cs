using Bench.Abstractions;

namespace Bench.Library;

/// <summary>Tokenizes <see cref="SpacedText">cleaned</see> first texts; offsets are those of the text as it was given.</summary>
/// <param name="inner">The model's tokenizer.</param>
/// <param name="isPairCleaned">Whether the first text of a pair is cleaned too.</param>
internal sealed class SpacedTokenizer(ITokenizer inner, bool isPairCleaned) : ITokenizer
{
    /// <inheritdoc/>
    public SpecialTokens Special => inner.Special;

    /// <inheritdoc/>
    public string? ContinuationPrefix => inner.ContinuationPrefix;

    /// <inheritdoc/>
    public int VocabularySize => inner.VocabularySize;

    /// <inheritdoc/>
    public string Piece(int id) => inner.Piece(id);

    /// <inheritdoc/>
    public TokenizedText Tokenize(string text, string? textPair = null)
    {
        if (textPair is not null && !isPairCleaned)
        {
            return inner.Tokenize(text, textPair);
        }

        var spaced = SpacedText.Of(text);
        TokenizedText cleaned = inner.Tokenize(spaced.Text, textPair);
        return new TokenizedText
        {
            Text = text,
            TextPair = textPair,
            Tokens = [.. cleaned.Tokens.Select(token => token.IsSpecial || token.Segment != 0 ? token : InText(token, spaced))],
            Truncated = cleaned.Truncated,
        };
    }

    private static Token InText(Token token, SpacedText spaced)
    {
        CharacterSpan span = spaced.Original(token.Start, token.End);
        return token with { Start = span.Start, End = span.End };
    }
}
