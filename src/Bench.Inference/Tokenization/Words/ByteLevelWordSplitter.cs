using System.Text;

namespace Bench.Inference;

/// <summary>
/// GPT-2's words (Radford et al. 2019): English contractions, runs of letters, of numbers and of other characters, each with the one
/// space before it, and what white space is left; every UTF-8 byte then becomes a character of <see cref="ByteCharacters"/>.
/// </summary>
/// <param name="addsPrefixSpace">Whether a text gets a space before it where it has none.</param>
/// <param name="cutsWords">Whether the text is cut; if not, it is one word.</param>
internal sealed class ByteLevelWordSplitter(bool addsPrefixSpace, bool cutsWords) : IWordSplitter
{
    private static readonly string[] _contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Letter,
        Number,
        WhiteSpace,
        Other,
    }

    /// <inheritdoc/>
    public List<Word> Split(List<Word> parts)
    {
        var words = new List<Word>(parts.Count);
        ByteText? bytes = null;
        foreach (Word part in parts)
        {
            Word spaced = addsPrefixSpace && part.Units[0] != ' ' ? Word.All(part.Slice().Prepended(" ")) : part;
            bytes = bytes?.Text == spaced.Text ? bytes : new ByteText(spaced.Text);
            for (int done = 0; done < spaced.Units.Length;)
            {
                int end = cutsWords ? WordEnd(spaced.Units, done) : spaced.Units.Length;
                words.Add(new Word(bytes.Bytes, bytes.PlaceOf(spaced.From + done), bytes.PlaceOf(spaced.From + end)));
                done = end;
            }
        }

        return words;
    }

    // The pattern 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+ by hand, since .NET's classes know no
    // characters beyond U+FFFF.
    private static int WordEnd(ReadOnlySpan<char> text, int start)
    {
        foreach (string contraction in _contractions)
        {
            if (text[start..].StartsWith(contraction, StringComparison.Ordinal))
            {
                return start + contraction.Length;
            }
        }

        int first = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        Kind kind = KindAt(text, first, out _);
        if (kind != Kind.WhiteSpace)
        {
            return RunEnd(text, first, kind);
        }

        // The last white space before a word is left for the word.
        int end = RunEnd(text, start, Kind.WhiteSpace);
        return end < text.Length && end - start > 1 ? end - 1 : end;
    }

    private static int RunEnd(ReadOnlySpan<char> text, int start, Kind kind)
    {
        int end = start;
        while (end < text.Length && KindAt(text, end, out int length) == kind)
        {
            end += length;
        }

        return end;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int index, out int length)
    {
        Rune.DecodeFromUtf16(text[index..], out Rune rune, out length);
        return Rune.IsLetter(rune) ? Kind.Letter
            : Rune.IsWhiteSpace(rune) ? Kind.WhiteSpace
            : CharacterKinds.IsNumber(rune) ? Kind.Number
            : Kind.Other;
    }
}
