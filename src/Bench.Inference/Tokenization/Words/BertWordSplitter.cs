using System.Text;

namespace Bench.Inference;

/// <summary>BERT's words: whatever white space separates, and every punctuation character alone.</summary>
internal sealed class BertWordSplitter : IWordSplitter
{
    /// <inheritdoc/>
    public List<Word> Split(List<Word> parts)
    {
        var words = new List<Word>();
        foreach (Word part in parts)
        {
            Split(part, words);
        }

        return words;
    }

    private static void Split(Word part, List<Word> words)
    {
        int start = part.From;
        for (int i = part.From; i < part.To;)
        {
            Rune rune = part.Text.RuneAt(i);
            int next = i + rune.Utf16SequenceLength;
            bool isPunctuation = CharacterKinds.IsPunctuation(rune);
            if (isPunctuation || Rune.IsWhiteSpace(rune))
            {
                if (start < i)
                {
                    words.Add(new Word(part.Text, start, i));
                }

                if (isPunctuation)
                {
                    words.Add(new Word(part.Text, i, next));
                }

                start = next;
            }

            i = next;
        }

        if (start < part.To)
        {
            words.Add(new Word(part.Text, start, part.To));
        }
    }
}
