namespace Bench.Inference;

/// <summary>Pieces and their ids.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, int> _added;
    private readonly string[] _pieces;

    internal Vocabulary(Dictionary<string, int> ids, Dictionary<string, int> added, string[] pieces)
    {
        _ids = ids;
        _lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _added = added;
        _pieces = pieces;
    }

    /// <summary>Number of ids, those of added tokens included; ids run from 0 to this number minus 1.</summary>
    public int Size => _pieces.Length;

    /// <summary>The pieces of the model with their ids, without added tokens.</summary>
    public IEnumerable<(string Text, int Id)> Pieces => _ids.Select(piece => (piece.Key, piece.Value));

    /// <summary>The piece of an id.</summary>
    /// <param name="id">An id.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public string PieceOf(int id) => (uint)id < (uint)_pieces.Length
        ? _pieces[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has ids 0 to {_pieces.Length - 1}.");

    /// <summary>Looks a piece up among those of the model; added tokens are not pieces that a word can be cut into.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="id">Its id.</param>
    public bool TryFind(ReadOnlySpan<char> piece, out int id) => _lookup.TryGetValue(piece, out id);

    /// <summary>The id of a token, added ones included, or <see langword="null"/>.</summary>
    /// <param name="token">The token.</param>
    public int? IdOf(string token) => _added.TryGetValue(token, out int id) || _ids.TryGetValue(token, out id) ? id : null;
}
