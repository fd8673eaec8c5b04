using System.Text;
using System.Text.RegularExpressions;

namespace Bench.Inference;

/// <summary>Replaces what a pattern matches.</summary>
/// <param name="pattern">The pattern; it must not backtrack, since it comes from a file.</param>
/// <param name="replacement">What takes its place.</param>
internal sealed class ReplaceNormalizer(Regex pattern, string replacement) : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text)
    {
        if (!pattern.IsMatch(text.Units))
        {
            return text;
        }

        var result = new AlignedText(text.Length);
        int done = 0;
        foreach (ValueMatch match in pattern.EnumerateMatches(text.Units))
        {
            Copy(text, done, match.Index, result);
            done = match.Index + match.Length;
            Origin origin = match.Length > 0 ? text.OriginOf(match.Index, done) : Before(text, done);
            foreach (Rune rune in replacement.EnumerateRunes())
            {
                result.Append(rune, origin);
            }
        }

        Copy(text, done, text.Length, result);
        return result;
    }

    private static Origin Before(AlignedText text, int index)
    {
        int place = index < text.Length ? text.OriginOf(index).Start : text.OriginOf(text.Length - 1).End;
        return new Origin(place, place);
    }

    private static void Copy(AlignedText text, int from, int to, AlignedText result)
    {
        for (int i = from; i < to;)
        {
            Rune rune = text.RuneAt(i);
            result.Append(rune, text.OriginOf(i));
            i += rune.Utf16SequenceLength;
        }
    }
}
