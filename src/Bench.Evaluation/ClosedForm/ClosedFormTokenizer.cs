using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>One token per word between white space, <c>[CLS]</c> before and <c>[SEP]</c> behind; what does not fit is cut off.</summary>
/// <param name="vocabulary">The words known; they get ids from 5 on.</param>
/// <param name="maxLength">Longest row, special tokens included.</param>
internal sealed class ClosedFormTokenizer(IReadOnlyList<string> vocabulary, int maxLength) : ITokenizer
{
    private const int Unknown = 1;
    private const int Classification = 2;
    private const int Separator = 3;

    private static readonly string[] _special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private readonly Dictionary<string, int> _ids =
        vocabulary.Index().ToDictionary(entry => entry.Item, entry => entry.Index + _special.Length, StringComparer.Ordinal);

    /// <summary>Id of the first word.</summary>
    public static int FirstWord => _special.Length;

    public SpecialTokens Special { get; } = new(Classification, Separator, Padding: 0, Mask: 4, Unknown);

    public int VocabularySize => _special.Length + vocabulary.Count;

    public string Piece(int id) => id < _special.Length ? _special[id] : vocabulary[id - _special.Length];

    public TokenizedText Tokenize(string text, string? textPair = null)
    {
        List<Token> words = [.. Words(text, 0, 0)];
        int first = words.Count;
        if (textPair is not null)
        {
            words.AddRange(Words(textPair, 1, first));
        }

        int room = maxLength - (textPair is null ? 2 : 3);
        int cut = Math.Max(0, words.Count - room);
        IEnumerable<Token> kept = words.Take(room);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        tokens.Add(Mark(Classification, 0));
        tokens.AddRange(kept.Where(token => token.Segment == 0));
        tokens.Add(Mark(Separator, 0));
        if (textPair is not null)
        {
            tokens.AddRange(kept.Where(token => token.Segment == 1));
            tokens.Add(Mark(Separator, 1));
        }

        return new TokenizedText { Text = text, TextPair = textPair, Tokens = tokens.ToImmutable(), Truncated = cut };
    }

    private Token Mark(int id, int segment) => new(id, Piece(id), 0, 0, true, segment, segment, -1);

    private IEnumerable<Token> Words(string text, int segment, int word)
    {
        int start = 0;
        while (true)
        {
            while (start < text.Length && char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            if (start == text.Length)
            {
                yield break;
            }

            int end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            int id = _ids.GetValueOrDefault(text[start..end], Unknown);
            yield return new Token(id, Piece(id), start, end, false, segment, segment, word++);
            start = end;
        }
    }
}
