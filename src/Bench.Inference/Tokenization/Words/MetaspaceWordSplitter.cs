using System.Text;

namespace Bench.Inference;

/// <summary>When a word mark is put before a text that does not start with one.</summary>
internal enum WordMarkBefore
{
    /// <summary>Before every text.</summary>
    Always,

    /// <summary>Only at the very start, and not after an added token.</summary>
    First,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>SentencePiece's words (Kudo and Richardson 2018): spaces become a visible mark, and each mark starts a word.</summary>
/// <param name="mark">The mark, usually <c>▁</c>.</param>
/// <param name="before">When a mark is put before the text.</param>
/// <param name="cutsWords">Whether the text is cut at marks; if not, it is one word.</param>
internal sealed class MetaspaceWordSplitter(char mark, WordMarkBefore before, bool cutsWords) : IWordSplitter
{
    /// <inheritdoc/>
    public char? SpaceMark => mark;

    /// <inheritdoc/>
    public IEnumerable<Word> Split(AlignedText text)
    {
        if (text.Length == 0)
        {
            yield break;
        }

        AlignedText marked = Marked(text);
        int start = 0;
        for (int i = 1; cutsWords && i < marked.Length; i++)
        {
            if (marked.Units[i] == mark)
            {
                yield return new Word(marked, start, i);
                start = i;
            }
        }

        yield return new Word(marked, start, marked.Length);
    }

    private AlignedText Marked(AlignedText text)
    {
        var marked = new AlignedText(text.Length);
        for (int i = 0; i < text.Length;)
        {
            Rune rune = text.RuneAt(i);
            marked.Append(rune.Value == ' ' ? new Rune(mark) : rune, text.OriginOf(i));
            i += rune.Utf16SequenceLength;
        }

        bool wanted = before == WordMarkBefore.Always || (before == WordMarkBefore.First && text.OriginOf(0).Start == 0);
        return wanted ? marked.StartingWith(new Rune(mark)) : marked;
    }
}
