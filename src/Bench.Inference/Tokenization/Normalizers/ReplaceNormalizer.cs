namespace Bench.Inference;

/// <summary>
/// Replaces what a pattern matches. As in Hugging Face's tokenizers the replacement stands where the last character of the match stood.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="replacement">What takes its place; well formed.</param>
internal sealed class ReplaceNormalizer(ITextPattern pattern, string replacement) : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text)
    {
        List<(int From, int To)> matches = pattern.Find(text.Units);
        if (matches.Count == 0)
        {
            return text;
        }

        var result = new AlignedText(text);
        int done = 0;
        foreach ((int from, int to) in matches)
        {
            result.Append(text, done, from);
            result.Append(replacement, to > 0 ? text.OriginOf(to - 1) : Before(text));
            done = to;
        }

        result.Append(text, done, text.Length);
        return result;
    }

    // An empty match at the very start; the text may be empty too.
    private static Origin Before(AlignedText text)
    {
        int start = text.Length > 0 ? text.OriginOf(0).Start : 0;
        return new Origin(start, start);
    }
}
