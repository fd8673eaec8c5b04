using System.Text;
using Bench.Abstractions;
using Microsoft.ML.Tokenizers;

namespace Bench.Inference;

/// <summary>
/// WordPiece (Schuster and Nakajima 2012; greedy longest match first, Devlin et al. 2019) by Microsoft.ML.Tokenizers, which gets one word
/// at a time: the longest piece of the vocabulary that starts the word, then the longest that continues it, and so on; a word with a part
/// that no piece matches is unknown as a whole.
/// </summary>
internal sealed class WordPieceModel : IPieceModel
{
    /// <summary>Words of more scalar values are not cut: the library's time grows with the cube of a word's length.</summary>
    public const int LongestWord = 1000;

    // No piece is longer (VocabularyBuilder), and the library copies the prefix for every word.
    private const int LongestPrefix = 1000;

    private readonly Vocabulary _vocabulary;
    private readonly WordPieceTokenizer _library;
    private readonly string _prefix;
    private readonly int _maxWordLength;
    private readonly string _where;

    /// <summary>Hands the vocabulary to the library.</summary>
    /// <param name="vocabulary">The vocabulary; pieces that continue a word start with the prefix.</param>
    /// <param name="unknown">Id of the unknown token.</param>
    /// <param name="prefix">What marks a continuing piece, for example <c>##</c>.</param>
    /// <param name="maxWordLength">Longer words are unknown; in scalar values.</param>
    /// <param name="where">Where all this was read.</param>
    /// <exception cref="BenchException">A piece has a line break, the unknown token is no piece, or the prefix is too long.</exception>
    public WordPieceModel(Vocabulary vocabulary, int unknown, string prefix, int maxWordLength, string where)
    {
        (_vocabulary, _prefix, _maxWordLength, _where) = (vocabulary, prefix, maxWordLength, where);
        string unknownToken = vocabulary.PieceOf(unknown);
        if (!vocabulary.TryFind(unknownToken, out _))
        {
            throw new BenchException(
                $"The unknown token {unknownToken} is an added token, expected a piece of the vocabulary", where,
                "Take the tokenizer files the model was trained with");
        }

        if (prefix.Length > LongestPrefix)
        {
            throw new BenchException(
                $"continuing_subword_prefix has {prefix.Length} characters, expected at most {LongestPrefix}", where,
                "Copy the file again from where the model came from");
        }

        using MemoryStream lines = Lines(vocabulary, where);
        _library = WordPieceTokenizer.Create(lines, new WordPieceOptions
        {
            UnknownToken = unknownToken,
            ContinuingSubwordPrefix = prefix,

            // It counts UTF-16 units, of which a scalar value has up to two.
            MaxInputCharsPerWord = 2 * LongestWord,
        });
    }

    /// <inheritdoc/>
    public string? ContinuationPrefix => _prefix;

    /// <inheritdoc/>
    /// <exception cref="BenchException">The file allows words of this length, but the library would take too long.</exception>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        int length = 0;
        foreach (Rune _ in word.EnumerateRunes())
        {
            length++;
        }

        if (length > _maxWordLength)
        {
            pieces.Add(new Piece(_library.UnknownTokenId, 0, word.Length));
        }
        else if (length > LongestWord)
        {
            throw new BenchException(
                $"A word has {length} characters, which max_input_chars_per_word ({_maxWordLength}) allows; words of more than "
                    + $"{LongestWord} are not cut into pieces",
                _where,
                $"Set max_input_chars_per_word to {LongestWord} or less, so that longer words are unknown, or give a text without them");
        }
        else
        {
            Cut(word, pieces);
        }
    }

    // The pieces of a known word make up the word; an unknown word has one for all of it.
    private void Cut(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        IReadOnlyList<int> ids = _library.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false);
        int from = 0;
        for (int i = 0; i < ids.Count; i++)
        {
            int length = _vocabulary.PieceOf(ids[i]).Length - (i == 0 ? 0 : _prefix.Length);
            int to = i == ids.Count - 1 ? word.Length : from + length;
            pieces.Add(new Piece(ids[i], from, to));
            from = to;
        }
    }

    // The library takes a vocabulary as lines: a piece's id is the number of its line. It skips empty lines: here the ids of added tokens.
    private static MemoryStream Lines(Vocabulary vocabulary, string where)
    {
        string[] lines = new string[vocabulary.Size];
        foreach ((string piece, int id) in vocabulary.Pieces)
        {
            lines[id] = !piece.AsSpan().ContainsAny('\r', '\n') ? piece : throw new BenchException(
                $"The piece with id {id} has a line break; WordPiece takes pieces of one line", where,
                "Train the tokenizer with a normalizer or splitter that takes line breaks out, as BERT's do");
        }

        // The library's reader leaves a byte order mark out, so one of its own stands before the first piece, which may begin with another.
        return new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join('\n', lines))]);
    }
}
