using System.Text;

namespace Bench.Inference;

/// <summary>Matches as many characters at a time as it says; the last match holds what is left.</summary>
/// <param name="length">Characters of a match, counted as scalar values.</param>
internal sealed class FixedLengthPattern(int length) : ITextPattern
{
    /// <inheritdoc/>
    public List<(int From, int To)> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<(int From, int To)>();
        int from = 0, to = 0, count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            to += rune.Utf16SequenceLength;
            if (++count == length)
            {
                matches.Add((from, to));
                (from, count) = (to, 0);
            }
        }

        if (count > 0)
        {
            matches.Add((from, to));
        }

        return matches;
    }
}
