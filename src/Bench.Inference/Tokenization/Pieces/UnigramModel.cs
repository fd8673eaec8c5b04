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

    private readonly (string Text, int Id, double Score)[] _sorted;
    private readonly int _unknown;
    private readonly double _unknownScore;

    /// <summary>Prepares the search.</summary>
    /// <param name="pieces">Every piece with its score, by id.</param>
    /// <param name="unknown">Id of the unknown token.</param>
    public UnigramModel(IReadOnlyList<(string Text, double Score)> pieces, int unknown)
    {
        _sorted = [.. pieces.Select((piece, id) => (piece.Text, id, piece.Score)).Where(piece => piece.Text.Length > 0)];
        Array.Sort(_sorted, (one, other) => string.CompareOrdinal(one.Text, other.Text));
        _unknown = unknown;
        _unknownScore = pieces.Min(piece => piece.Score) - UnknownPenalty;
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
    }

    // All pieces that start here: the sorted vocabulary is narrowed down unit by unit. True where one of them is a single character.
    private bool TryPieces(ReadOnlySpan<char> word, int from, int oneCharacter, Step[] best)
    {
        bool single = false;
        int low = 0, high = _sorted.Length;
        for (int depth = 0; from + depth < word.Length; depth++)
        {
            char unit = word[from + depth];
            low = FirstNotBelow(low, high, depth, unit);
            high = FirstNotBelow(low, high, depth, unit + 1);
            if (low == high)
            {
                break;
            }

            if (_sorted[low].Text.Length == depth + 1)
            {
                Improve(best, from, from + depth + 1, _sorted[low].Id, _sorted[low].Score);
                single |= depth + 1 == oneCharacter;
            }
        }

        return single;
    }

    // The first piece of a range whose unit at a depth is not below a value; a piece that ends before comes first.
    private int FirstNotBelow(int low, int high, int depth, int unit)
    {
        while (low < high)
        {
            int middle = (low + high) / 2;
            string text = _sorted[middle].Text;
            if (text.Length <= depth || text[depth] < unit)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    // Of equal sums the shorter piece, which comes first, stays.
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
