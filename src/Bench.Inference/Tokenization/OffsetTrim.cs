using System.Text;

namespace Bench.Inference;

/// <summary>
/// The step of RoBERTa's and GPT-2's tokenizers that takes spaces off the offsets of a token, as Hugging Face's tokenizers do: by the
/// spaces of the piece.
/// </summary>
/// <param name="AddsPrefixSpace">Whether the tokenizer puts a space before a text, which then is none of the text's characters.</param>
internal readonly record struct OffsetTrim(bool AddsPrefixSpace)
{
    /// <summary>The characters of a token without its spaces, of which the piece has as many as characters are taken off.</summary>
    /// <param name="piece">Its piece, or for an added token its characters.</param>
    /// <param name="origin">Its characters.</param>
    /// <param name="isFirst">Whether it is the first of its text.</param>
    /// <param name="text">The text.</param>
    public Origin Of(ReadOnlySpan<char> piece, Origin origin, bool isFirst, ReadOnlySpan<char> text)
    {
        int before = piece.Length - TrimmedStart(piece).Length;
        int after = piece.Length - TrimmedEnd(piece).Length;
        if (before == 1 && AddsPrefixSpace && (isFirst || origin.Start == 0))
        {
            before = 0;
        }

        (int start, int end) = (origin.Start, origin.End);
        for (; before > 0 && start < origin.End; before--)
        {
            Rune.DecodeFromUtf16(text[start..], out _, out int length);
            start += length;
        }

        for (; after > 0 && end > 0; after--)
        {
            Rune.DecodeLastFromUtf16(text[..end], out _, out int length);
            end -= length;
        }

        return new Origin(start, after > 0 ? origin.End : Math.Max(start, end));
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
