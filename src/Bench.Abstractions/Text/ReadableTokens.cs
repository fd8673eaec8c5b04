using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>
/// Tokens as people read them: the characters of the text and not the vocabulary's way to write them (<c>Ġfilm</c>, <c>ðŁĺ</c>,
/// <c>▁film</c>). White space is shown by signs; tokens that share a character are counted, as in <c>😀 2/3</c>. A special token is its
/// piece, and so is one that continues a word and says so by <c>##</c>.
/// </summary>
public static class ReadableTokens
{
    /// <summary>The tokens of a text, in order.</summary>
    /// <param name="input">The text.</param>
    public static ImmutableArray<string> Of(TokenizedText input) => Of(
        input.Text,
        input.TextPair,
        [.. input.Tokens.Select(token =>
            (token.Text, token.IsSpecial ? (CharacterSpan?)null : new CharacterSpan(token.Start, token.End, token.Segment)))]);

    /// <summary>The same for tokens that were read from a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="textPair">The second text, or <see langword="null"/>.</param>
    /// <param name="tokens">Each token's piece, and its characters unless it is a special one.</param>
    public static ImmutableArray<string> Of(string text, string? textPair, IReadOnlyList<(string Piece, CharacterSpan? Characters)> tokens)
    {
        var readable = ImmutableArray.CreateBuilder<string>(tokens.Count);
        for (int i = 0; i < tokens.Count; i++)
        {
            (string piece, CharacterSpan? characters) = tokens[i];
            readable.Add(characters is { } span ? Of(span.Segment == 0 ? text : textPair ?? "", piece, span) + Count(tokens, i) : piece);
        }

        return readable.MoveToImmutable();
    }

    private static string Of(string text, string piece, CharacterSpan span)
    {
        CharacterSpan word = span.WithoutSpaces(text);
        if (span.Start == span.End)
        {
            // A lone space whose offsets were trimmed.
            return piece.All(unit => unit is 'Ġ' or '▁') ? new string('␣', piece.Length) : piece;
        }

        string characters = text[word.Start..word.End];
        return word.Start == word.End ? Signs(text[span.Start..span.End])
            : piece.StartsWith("##", StringComparison.Ordinal) && piece.AsSpan(2).Equals(characters, StringComparison.OrdinalIgnoreCase)
                ? piece
            : characters;
    }

    private static string Signs(string whiteSpace) => string.Concat(whiteSpace.Select(unit => unit switch
    {
        '\n' => '↵',
        '\t' => '→',
        _ => '␣',
    }));

    // Which of the neighbours with the same characters this one is.
    private static string Count(IReadOnlyList<(string Piece, CharacterSpan? Characters)> tokens, int index)
    {
        int first = index, end = index + 1;
        while (first > 0 && tokens[first - 1].Characters == tokens[index].Characters)
        {
            first--;
        }

        while (end < tokens.Count && tokens[end].Characters == tokens[index].Characters)
        {
            end++;
        }

        return end - first == 1 || tokens[index].Characters is { } span && span.Start == span.End
            ? ""
            : $" {index - first + 1}/{end - first}";
    }
}
