using System.Text;

namespace Bench.Inference;

/// <summary>Matches every character of a kind, each on its own.</summary>
/// <param name="belongs">Whether a character is of the kind.</param>
internal sealed class CharacterPattern(Predicate<Rune> belongs) : ITextPattern
{
    /// <inheritdoc/>
    public List<(int From, int To)> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<(int From, int To)>();
        for (int i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int length);
            if (belongs(rune))
            {
                matches.Add((i, i + length));
            }

            i += length;
        }

        return matches;
    }
}
