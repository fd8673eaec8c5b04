using System.Globalization;
using System.Text;

namespace Bench.Inference;

/// <summary>
/// The tokens of single bytes, <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, that stand for characters outside a vocabulary.
/// </summary>
/// <param name="find">Gives the id of a piece.</param>
internal sealed class BytePieces(Func<string, int?> find)
{
    private readonly int?[] _ids =
        [.. Enumerable.Range(0, 256).Select(value => find(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")))];

    /// <summary>Adds the tokens of a text's bytes, each of which stands for all of the text; false where one of them is missing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where the text starts within the word.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="pieces">The list to add to.</param>
    public bool TryAdd(ReadOnlySpan<char> text, int from, int to, List<Piece> pieces)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        if (bytes.Any(value => _ids[value] is null))
        {
            return false;
        }

        pieces.AddRange(bytes.Select(value => new Piece(_ids[value]!.Value, from, to)));
        return true;
    }

    /// <summary>Puts the tokens of bytes in the place of unknown ones, where all are there.</summary>
    /// <param name="word">The word.</param>
    /// <param name="unknown">Id of the unknown token.</param>
    /// <param name="pieces">The pieces of words.</param>
    /// <param name="start">The first one of this word.</param>
    public void Replace(ReadOnlySpan<char> word, int unknown, List<Piece> pieces, int start)
    {
        Piece[] found = [.. pieces.Skip(start)];
        pieces.RemoveRange(start, found.Length);
        foreach (Piece piece in found)
        {
            if (piece.Id != unknown || !TryAdd(word[piece.From..piece.To], piece.From, piece.To, pieces))
            {
                pieces.Add(piece);
            }
        }
    }
}
