using System.Text;

namespace Bench.Inference;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016): of all neighbouring pieces the pair learned first is merged, the leftmost first, until
/// no pair can be. The word is in characters of the vocabulary's alphabet, which are bytes where the words are byte-level ones.
/// </summary>
internal sealed class BytePairModel : IPieceModel
{
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<(int Left, int Right), (int Rank, int Merged)> _merges;
    private readonly BytePairOptions _options;
    private readonly BytePieces? _bytes;

    /// <summary>Puts vocabulary and merges together.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="merges">Pairs of ids with the id of their merge, in the order learned; the first of equals counts.</param>
    /// <param name="options">What else the file says.</param>
    public BytePairModel(Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Merged)> merges, BytePairOptions options)
    {
        (_vocabulary, _options) = (vocabulary, options);
        _bytes = options.FallsBackToBytes ? new BytePieces(vocabulary.IdOf) : null;
        _merges = new Dictionary<(int, int), (int, int)>(merges.Count);
        for (int rank = 0; rank < merges.Count; rank++)
        {
            (int left, int right, int merged) = merges[rank];
            _merges.TryAdd((left, right), (rank, merged));
        }
    }

    /// <inheritdoc/>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        if (_options.WholeWordsFirst && _vocabulary.TryFind(word, out int whole))
        {
            pieces.Add(new Piece(whole, 0, word.Length));
            return;
        }

        List<Piece> symbols = Symbols(word);
        if (symbols.Count > 1)
        {
            Merge(symbols);
        }

        pieces.AddRange(symbols.Where(symbol => symbol.To > symbol.From));
    }

    // A character without a piece is the unknown token; where there is none it is left out, as Hugging Face does.
    private List<Piece> Symbols(ReadOnlySpan<char> word)
    {
        var symbols = new List<Piece>(word.Length);
        for (int i = 0; i < word.Length;)
        {
            Rune.DecodeFromUtf16(word[i..], out _, out int length);
            int end = i + length;
            string prefix = i > 0 ? _options.ContinuingPrefix : "";
            string suffix = end == word.Length ? _options.EndSuffix : "";
            ReadOnlySpan<char> name = prefix.Length + suffix.Length > 0 ? string.Concat(prefix, word[i..end], suffix) : word[i..end];
            if (_vocabulary.TryFind(name, out int id))
            {
                symbols.Add(new Piece(id, i, end));
            }
            else if (_bytes is not null && _bytes.TryAdd(name, i, end, symbols))
            {
                // The bytes are there; they may be merged like any others.
            }
            else if (_options.Unknown is { } unknown)
            {
                if (_options.FusesUnknown && symbols is [.., { } last] && last.Id == unknown)
                {
                    symbols[^1] = last with { To = end };
                }
                else
                {
                    symbols.Add(new Piece(unknown, i, end));
                }
            }

            i = end;
        }

        return symbols;
    }

    // Symbols are a list linked both ways; a symbol that was merged into the one before it is empty. The queue may hold pairs that are
    // gone by the time they come up.
    private void Merge(List<Piece> symbols)
    {
        int[] next = [.. Enumerable.Range(1, symbols.Count)];
        int[] previous = [.. Enumerable.Range(-1, symbols.Count)];
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (int i = 0; i + 1 < symbols.Count; i++)
        {
            Enqueue(i);
        }

        while (queue.TryDequeue(out (int At, int Left, int Right) pair, out (int Rank, int At) order))
        {
            int at = pair.At;
            int right = next[at];
            bool stands = symbols[at].To > symbols[at].From && right < symbols.Count
                && symbols[at].Id == pair.Left && symbols[right].Id == pair.Right;
            if (!stands)
            {
                continue;
            }

            symbols[at] = new Piece(_merges[(pair.Left, pair.Right)].Merged, symbols[at].From, symbols[right].To);
            symbols[right] = new Piece(-1, 0, 0);
            next[at] = next[right];
            if (next[at] < symbols.Count)
            {
                previous[next[at]] = at;
                Enqueue(at);
            }

            if (previous[at] >= 0)
            {
                Enqueue(previous[at]);
            }
        }

        void Enqueue(int at)
        {
            (int left, int right) = (symbols[at].Id, symbols[next[at]].Id);
            if (_merges.TryGetValue((left, right), out (int Rank, int Merged) merge))
            {
                queue.Enqueue((at, left, right), (merge.Rank, at));
            }
        }
    }
}
