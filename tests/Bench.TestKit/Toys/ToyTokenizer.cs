using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>
/// One token per whitespace-separated word, between <c>[CLS]</c> and <c>[SEP]</c>. Words get ids from 10 on in order of first
/// appearance; ids 0 to 4 are the special tokens.
/// </summary>
public sealed class ToyTokenizer : ITokenizer
{
    private readonly List<string> _pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "", "", "", "", ""];

    public SpecialTokens Special { get; } = new(Classification: 2, Separator: 3, Padding: 0, Mask: 4, Unknown: 1);

    public int VocabularySize => _pieces.Count;

    public string Piece(int id) => _pieces[id];

    /// <summary>The id of a word, given out on first use.</summary>
    public int Id(string word)
    {
        lock (_pieces)
        {
            int id = _pieces.IndexOf(word);
            if (id < 0)
            {
                id = _pieces.Count;
                _pieces.Add(word);
            }

            return id;
        }
    }

    public TokenizedText Tokenize(string text, string? textPair = null)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        int words = 0;
        tokens.Add(new Token(2, "[CLS]", 0, 0, true, 0, 0, -1));
        AddSegment(text, 0);
        if (textPair is not null)
        {
            AddSegment(textPair, 1);
        }

        return new TokenizedText { Text = text, TextPair = textPair, Tokens = tokens.ToImmutable() };

        void AddSegment(string segmentText, int segment)
        {
            int start = 0;
            foreach (string word in segmentText.Split(' '))
            {
                tokens.Add(new Token(Id(word), word, start, start + word.Length, false, segment, segment, words++));
                start += word.Length + 1;
            }

            tokens.Add(new Token(3, "[SEP]", 0, 0, true, segment, segment, -1));
        }
    }
}
