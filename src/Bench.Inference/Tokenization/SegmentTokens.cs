namespace Bench.Inference;

/// <summary>A token of one text, before the template adds the special ones.</summary>
/// <param name="Id">Id in the vocabulary.</param>
/// <param name="Origin">Where it stands in the original text.</param>
/// <param name="Word">Index of its word within the text.</param>
/// <param name="Spelling">How the text spelled it, for an added token, white space that it took included; else its piece says so.</param>
internal readonly record struct SegmentToken(int Id, Origin Origin, int Word, string? Spelling = null);

/// <summary>Collects the tokens of one text; of those that no row can hold only the number, so that a huge text stays cheap.</summary>
/// <param name="limit">How many tokens to keep from the start.</param>
internal sealed class SegmentTokens(int limit)
{
    private readonly List<SegmentToken> _tokens = [];
    private SegmentToken? _last;
    private bool _isFull;

    /// <summary>Number of tokens, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Number of tokens as the library counts them before it cuts (tokenizers since 0.23.1): up to the end of the word that reaches the
    /// limit. Added tokens are counted, but the library does not stop behind them.
    /// </summary>
    public int Weighed { get; private set; }

    /// <summary>Adds a token.</summary>
    /// <param name="token">The token.</param>
    public void Add(SegmentToken token)
    {
        Count++;
        Weigh(token, limit);
        if (_tokens.Count < limit)
        {
            _tokens.Add(token);
        }
    }

    /// <summary>Counts as <see cref="Weighed"/> does, but from the last token on.</summary>
    /// <param name="most">The limit.</param>
    public void WeighFromEnd(int most)
    {
        (Weighed, _last, _isFull) = (0, null, false);
        for (int i = _tokens.Count - 1; i >= 0; i--)
        {
            Weigh(_tokens[i], most);
        }
    }

    private void Weigh(SegmentToken token, int most)
    {
        _isFull |= Weighed >= most && _last is { Spelling: null } last && last.Word != token.Word;
        Weighed += _isFull ? 0 : 1;
        _last = token;
    }

    /// <summary>Some tokens from the start, or from the end, which needs a limit that nothing exceeds.</summary>
    /// <param name="count">How many.</param>
    /// <param name="fromEnd">Whether to take the last ones.</param>
    public IReadOnlyList<SegmentToken> Take(int count, bool fromEnd) => _tokens.GetRange(fromEnd ? Count - count : 0, count);
}
