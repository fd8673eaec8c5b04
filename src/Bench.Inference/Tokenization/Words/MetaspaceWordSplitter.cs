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
    public List<Word> Split(List<Word> parts)
    {
        var words = new List<Word>(parts.Count);
        foreach (Word part in parts)
        {
            AlignedText marked = Marked(part.Slice());
            int start = 0;
            for (int i = 1; cutsWords && i < marked.Length; i++)
            {
                if (marked.Units[i] == mark)
                {
                    words.Add(new Word(marked, start, i));
                    start = i;
                }
            }

            words.Add(new Word(marked, start, marked.Length));
        }

        return words;
    }

    private AlignedText Marked(AlignedText text)
    {
        bool wanted = before == WordMarkBefore.Always || (before == WordMarkBefore.First && text.OriginOf(0).Start == 0);
        AlignedText marked = text.Units.Contains(' ') ? text.Mapped(unit => unit == ' ' ? mark : unit) : text;
        return wanted && marked.Units[0] != mark ? marked.Prepended(mark.ToString()) : marked;
    }
}
