using System.Text;

namespace Bench.Inference;

/// <summary>
/// WordPiece (Schuster and Nakajima 2012; greedy longest match first, Devlin et al. 2019): the longest piece of the vocabulary that
/// starts the word, then the longest that continues it, and so on; a word with a part that no piece matches is unknown as a whole.
/// </summary>
internal sealed class WordPieceModel : IPieceModel
{
    private readonly Vocabulary _vocabulary;
    private readonly SortedPieces _pieces;
    private readonly PieceRange? _continuing;
    private readonly int _unknown;
    private readonly int _maxWordLength;

    /// <summary>Prepares the search.</summary>
    /// <param name="vocabulary">The vocabulary; pieces that continue a word start with the prefix.</param>
    /// <param name="unknown">Id of the unknown token.</param>
    /// <param name="prefix">What marks a continuing piece, for example <c>##</c>.</param>
    /// <param name="maxWordLength">Longer words are unknown; in scalar values.</param>
    public WordPieceModel(Vocabulary vocabulary, int unknown, string prefix, int maxWordLength)
    {
        (_vocabulary, _unknown, _maxWordLength, ContinuationPrefix) = (vocabulary, unknown, maxWordLength, prefix);
        _pieces = new SortedPieces(vocabulary.Pieces);
        PieceRange range = _pieces.All;
        _continuing = prefix.All(unit => _pieces.TryNarrow(unit, ref range)) ? range : null;
    }

    /// <inheritdoc/>
    public string? ContinuationPrefix { get; }

    /// <inheritdoc/>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        int count = pieces.Count;
        if (IsTooLong(word))
        {
            pieces.Add(new Piece(_unknown, 0, word.Length));
        }
        else if (_vocabulary.TryFind(word, out int whole))
        {
            // Most words are pieces themselves: one look instead of one a letter.
            pieces.Add(new Piece(whole, 0, word.Length));
        }
        else if (!TrySplit(word, pieces))
        {
            pieces.RemoveRange(count, pieces.Count - count);
            pieces.Add(new Piece(_unknown, 0, word.Length));
        }
    }

    private bool TrySplit(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        for (int from = 0; from < word.Length;)
        {
            int to = LongestMatch(word, from, out int id);
            if (to < 0)
            {
                return false;
            }

            pieces.Add(new Piece(id, from, to));
            from = to;
        }

        return true;
    }

    // The end of the longest piece that starts here, or −1. Pieces are well formed, so none ends within a character.
    private int LongestMatch(ReadOnlySpan<char> word, int from, out int id)
    {
        (int end, id) = (-1, _unknown);
        if ((from == 0 ? _pieces.All : _continuing) is not { } range)
        {
            return end;
        }

        for (int to = from; to < word.Length && _pieces.TryNarrow(word[to], ref range);)
        {
            to++;
            if (_pieces.ExactIn(range) is { } found)
            {
                (end, id) = (to, found);
            }
        }

        return end;
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        if (word.Length <= _maxWordLength)
        {
            return false;
        }

        int length = 0;
        foreach (Rune _ in word.EnumerateRunes())
        {
            length++;
        }

        return length > _maxWordLength;
    }
}
