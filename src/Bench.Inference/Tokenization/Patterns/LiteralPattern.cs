namespace Bench.Inference;

/// <summary>Matches a text as it stands.</summary>
/// <param name="literal">The text, not empty.</param>
internal sealed class LiteralPattern(string literal) : ITextPattern
{
    /// <inheritdoc/>
    public List<(int From, int To)> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<(int From, int To)>();
        for (int from = 0; text[from..].IndexOf(literal) is >= 0 and int skip;)
        {
            matches.Add((from + skip, from + skip + literal.Length));
            from += skip + literal.Length;
        }

        return matches;
    }
}
