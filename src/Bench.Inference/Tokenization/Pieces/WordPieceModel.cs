using System.Text;

namespace Bench.Inference;

/// <summary>
/// WordPiece (Schuster and Nakajima 2012; greedy longest match first, Devlin et al. 2019): the longest piece of the vocabulary that
/// starts the word, then the longest that continues it, and so on; a word with a part that no piece matches is unknown as a whole.
/// </summary>
/// <param name="vocabulary">The vocabulary; pieces that continue a word start with the prefix.</param>
/// <param name="unknown">Id of the unknown token.</param>
/// <param name="prefix">What marks a continuing piece, for example <c>##</c>.</param>
/// <param name="maxWordLength">Longer words are unknown; in scalar values.</param>
internal sealed class WordPieceModel(Vocabulary vocabulary, int unknown, string prefix, int maxWordLength) : IPieceModel
{
    /// <inheritdoc/>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        if (IsTooLong(word))
        {
            pieces.Add(new Piece(unknown, 0, word.Length));
            return;
        }

        // Room for the prefix before the word; later it overwrites characters that are already matched.
        Span<char> buffer = prefix.Length + word.Length <= 256 ? stackalloc char[prefix.Length + word.Length] : new char[prefix.Length + word.Length];
        word.CopyTo(buffer[prefix.Length..]);
        int count = pieces.Count;
        for (int from = 0; from < word.Length;)
        {
            int start = prefix.Length + from;
            if (from > 0)
            {
                start = from;
                prefix.CopyTo(buffer[start..]);
            }

            int to = LongestMatch(buffer, start, prefix.Length + from, out int id);
            if (to < 0)
            {
                pieces.RemoveRange(count, pieces.Count - count);
                pieces.Add(new Piece(unknown, 0, word.Length));
                return;
            }

            pieces.Add(new Piece(id, from, to - prefix.Length));
            from = to - prefix.Length;
        }
    }

    // The end of the longest piece in buffer[start..] that reaches beyond `past`, or −1. No piece is longer than the vocabulary's longest.
    private int LongestMatch(ReadOnlySpan<char> buffer, int start, int past, out int id)
    {
        for (int end = Math.Min(buffer.Length, start + vocabulary.LongestPiece); end > past; end--)
        {
            bool splitsPair = end < buffer.Length && char.IsLowSurrogate(buffer[end]);
            if (!splitsPair && vocabulary.TryFind(buffer[start..end], out id))
            {
                return end;
            }
        }

        id = unknown;
        return -1;
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        if (word.Length <= maxWordLength)
        {
            return false;
        }

        int length = 0;
        foreach (Rune _ in word.EnumerateRunes())
        {
            length++;
        }

        return length > maxWordLength;
    }
}
