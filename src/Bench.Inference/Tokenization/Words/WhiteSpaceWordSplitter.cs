namespace Bench.Inference;

/// <summary>Words are what white space separates.</summary>
internal sealed class WhiteSpaceWordSplitter : IWordSplitter
{
    /// <inheritdoc/>
    public IEnumerable<Word> Split(AlignedText text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            // All white space lies below U+10000.
            if (char.IsWhiteSpace(text.Units[i]))
            {
                if (start < i)
                {
                    yield return new Word(text, start, i);
                }

                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return new Word(text, start, text.Length);
        }
    }
}
