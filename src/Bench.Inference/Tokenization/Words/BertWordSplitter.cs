using System.Text;

namespace Bench.Inference;

/// <summary>BERT's words: whatever white space separates, and every punctuation character alone.</summary>
internal sealed class BertWordSplitter : IWordSplitter
{
    /// <inheritdoc/>
    public IEnumerable<Word> Split(AlignedText text)
    {
        int start = 0;
        for (int i = 0; i < text.Length;)
        {
            Rune rune = text.RuneAt(i);
            int next = i + rune.Utf16SequenceLength;
            bool isPunctuation = IsPunctuation(rune);
            if (isPunctuation || Rune.IsWhiteSpace(rune))
            {
                if (start < i)
                {
                    yield return new Word(text, start, i);
                }

                if (isPunctuation)
                {
                    yield return new Word(text, i, next);
                }

                start = next;
            }

            i = next;
        }

        if (start < text.Length)
        {
            yield return new Word(text, start, text.Length);
        }
    }

    // ASCII symbols such as $ and + count as punctuation too.
    private static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? char.IsBetween((char)rune.Value, '!', '~') && !char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsPunctuation(rune);
}
