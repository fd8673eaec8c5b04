namespace Bench.Inference;

/// <summary>
/// The step of RoBERTa's and GPT-2's tokenizers that takes spaces off the offsets of a token, as Hugging Face's tokenizers do: by the
/// spaces of the piece.
/// </summary>
/// <param name="AddsPrefixSpace">Whether the tokenizer puts a space before a text, which then is none of the text's characters.</param>
internal readonly record struct OffsetTrim(bool AddsPrefixSpace)
{
    /// <summary>The characters of a token without its spaces.</summary>
    /// <param name="piece">Its piece, or for an added token its characters.</param>
    /// <param name="origin">Its characters.</param>
    /// <param name="isFirst">Whether it is the first of its text.</param>
    public Origin Of(ReadOnlySpan<char> piece, Origin origin, bool isFirst)
    {
        int before = piece.Length - TrimmedStart(piece).Length;
        int after = piece.Length - TrimmedEnd(piece).Length;
        if (before == 1 && AddsPrefixSpace && (isFirst || origin.Start == 0))
        {
            before = 0;
        }

        int start = Math.Min(origin.Start + before, origin.End);
        return new Origin(start, origin.End >= after ? Math.Max(origin.End - after, start) : origin.End);
    }

    private static ReadOnlySpan<char> TrimmedStart(ReadOnlySpan<char> piece)
    {
        while (piece is [var first, ..] && IsSpace(first))
        {
            piece = piece[1..];
        }

        return piece;
    }

    private static ReadOnlySpan<char> TrimmedEnd(ReadOnlySpan<char> piece)
    {
        while (piece is [.., var last] && IsSpace(last))
        {
            piece = piece[..^1];
        }

        return piece;
    }

    private static bool IsSpace(char unit) => unit == ByteCharacters.Space || char.IsWhiteSpace(unit);
}
