using System.Text;

namespace Bench.Inference;

/// <summary>
/// The unigram language model (Kudo 2018): of all ways to cut a word into pieces, the one with the largest sum of scores (log
/// probabilities), found by the Viterbi algorithm. A character that starts no piece is unknown, at a score below all others; unknown
/// characters that follow each other are one token.
/// </summary>
internal sealed class UnigramModel : IPieceModel
{
    // As SentencePiece has it.
    private const double UnknownPenalty = 10;

    private readonly SortedPieces _sorted;
    private readonly double[] _scores;
    private readonly int _unknown;
    private readonly double _unknownScore;
    private readonly BytePieces? _bytes;

    /// <summary>Prepares the search.</summary>
    /// <param name="pieces">Every piece with its score, by id.</param>
    /// <param name="unknown">Id of the unknown token.</param>
    /// <param name="fallsBackToBytes">Whether unknown characters become the tokens of their bytes.</param>
    public UnigramModel(IReadOnlyList<(string Text, double Score)> pieces, int unknown, bool fallsBackToBytes = false)
    {
        _sorted = new SortedPieces(pieces.Select((piece, id) => (piece.Text, id)));
        _scores = [.. pieces.Select(piece => piece.Score)];
        _unknown = unknown;
        _unknownScore = _scores.Min() - UnknownPenalty;
        if (fallsBackToBytes)
        {
            Dictionary<string,
                int> ids = pieces.Select((piece, id) => (piece.Text, id)).ToDictionary(piece => piece.Text, piece => piece.id);
            _bytes = new BytePieces(piece => ids.TryGetValue(piece, out int id) ? id : null);
        }
    }

    /// <inheritdoc/>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        var best = new Step[word.Length + 1];
        for (int i = 0; i < word.Length;)
        {
            Rune.DecodeFromUtf16(word[i..], out _, out int length);
            if (!TryPieces(word, i, length, best))
            {
                Improve(best, i, i + length, _unknown, _unknownScore);
            }

            i += length;
        }

        int start = pieces.Count;
        for (int end = word.Length; end > 0; end = best[end].From)
        {
            int id = best[end].Id;
            if (id == _unknown && pieces.Count > start && pieces[^1].Id == _unknown)
            {
                pieces[^1] = pieces[^1] with { From = best[end].From };
            }
            else
            {
                pieces.Add(new Piece(id, best[end].From, end));
            }
        }

        pieces.Reverse(start, pieces.Count - start);
        _bytes?.Replace(word, _unknown, pieces, start);
    }

    // All pieces that start here. True where one of them is a single character.
    private bool TryPieces(ReadOnlySpan<char> word, int from, int oneCharacter, Step[] best)
    {
        bool single = false;
        PieceRange range = _sorted.All;
        for (int to = from; to < word.Length && _sorted.TryNarrow(word[to], ref range);)
        {
            to++;
            if (_sorted.ExactIn(range) is { } id)
            {
                Improve(best, from, to, id, _scores[id]);
                single |= to - from == oneCharacter;
            }
        }

        return single;
    }

    // Of equal sums the one whose last piece is longest, which comes first, stays.
    private static void Improve(Step[] best, int from, int to, int id, double score)
    {
        double sum = best[from].Sum + score;
        if (!best[to].IsReached || sum > best[to].Sum)
        {
            best[to] = new Step(true, from, id, sum);
        }
    }

    private readonly record struct Step(bool IsReached, int From, int Id, double Sum);
}
