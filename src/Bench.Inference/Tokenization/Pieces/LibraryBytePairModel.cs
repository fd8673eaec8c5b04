using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace Bench.Inference;

/// <summary>
/// BPE by Microsoft.ML.Tokenizers, which gets one word at a time, without its own splitting and normalizing. It does what
/// <see cref="BytePairModel"/> does where there is an unknown token, or where words are bytes and the vocabulary holds them all; a
/// character without a piece it would leave out so that the places of all later pieces shift, so such words go to that model.
/// </summary>
internal sealed class LibraryBytePairModel : IPieceModel
{
    private static readonly string _bytes = string.Concat(Enumerable.Range(0, 256).Select(value => ByteCharacters.Of((byte)value)));
    private static readonly SearchValues<char> _byteCharacters = SearchValues.Create(_bytes);

    private readonly BytePairModel? _ofOtherCharacters;
    private readonly Lazy<BpeTokenizer> _library;

    private LibraryBytePairModel(
        Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Merged)> merges, BytePairOptions options,
        BytePairModel? ofOtherCharacters)
    {
        _ofOtherCharacters = ofOtherCharacters;
        _library = new Lazy<BpeTokenizer>(() => BpeTokenizer.Create(
            new BpeOptions(vocabulary.Pieces.Select(piece => KeyValuePair.Create(piece.Text, piece.Id)))
            {
                Merges = merges.Select(merge => $"{vocabulary.PieceOf(merge.Left)} {vocabulary.PieceOf(merge.Right)}"),
                UnknownToken = options.Unknown is { } unknown ? vocabulary.PieceOf(unknown) : null,
                FuseUnknownTokens = options.FusesUnknown,
            }));
    }

    /// <summary>The model for vocabulary, merges and options: the library's where it gives the same pieces, else ours.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="merges">Pairs of ids with the id of their merge, in the order learned.</param>
    /// <param name="options">What else the file says.</param>
    public static IPieceModel Of(Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Merged)> merges, BytePairOptions options)
    {
        var own = new BytePairModel(vocabulary, merges, options);
        bool isPlain = !options.FallsBackToBytes && !options.WholeWordsFirst
            && options.ContinuingPrefix.Length + options.EndSuffix.Length == 0
            && merges.All(merge => IsOneWord(vocabulary.PieceOf(merge.Left)) && IsOneWord(vocabulary.PieceOf(merge.Right)));
        return isPlain && options.Unknown is not null ? new LibraryBytePairModel(vocabulary, merges, options, null)
            : isPlain && _bytes.All(unit => vocabulary.TryFind([unit], out _)) ? new LibraryBytePairModel(vocabulary, merges, options, own)
            : own;
    }

    /// <inheritdoc/>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces)
    {
        if (_ofOtherCharacters is { } other && word.ContainsAnyExcept(_byteCharacters))
        {
            other.Split(word, pieces);
            return;
        }

        foreach (EncodedToken token in _library.Value.EncodeToTokens(
            word, out _, considerPreTokenization: false, considerNormalization: false))
        {
            pieces.Add(new Piece(token.Id, token.Offset.Start.Value, token.Offset.End.Value));
        }
    }

    // The library takes merges as lines of text, each of two pieces with a space between them.
    private static bool IsOneWord(string piece) => piece.Length > 0 && !piece.Any(char.IsWhiteSpace);
}
