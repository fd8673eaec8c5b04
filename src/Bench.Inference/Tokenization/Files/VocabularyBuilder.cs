using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Collects pieces and ids from a file and makes sure that they are one vocabulary.</summary>
/// <param name="where">The file, for messages.</param>
/// <param name="capacity">About how many pieces will come.</param>
internal sealed class VocabularyBuilder(string where, int capacity)
{
    private const string Remedy = "Copy the tokenizer files again from where the model came from";

    // Longer than any piece of a real vocabulary; the search for a piece costs as much as the longest.
    private const int LongestPiece = 1000;

    private readonly Dictionary<string, int> _ids = new(capacity, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);

    /// <summary>Adds a piece of the model.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="id">Its id.</param>
    /// <param name="place">Where it was read, beyond the file.</param>
    /// <exception cref="BenchException">The piece is there already.</exception>
    public void Add(string piece, int id, Func<string> place)
    {
        RequireLength(piece, place);
        if (!_ids.TryAdd(piece, id))
        {
            throw new BenchException($"The piece '{piece}' comes twice, with ids {_ids[piece]} and {id}", where + place(), Remedy);
        }
    }

    /// <summary>The id after all that are there.</summary>
    public int Next => _ids.Count + _added.Count;

    /// <summary>The id of a piece or token, or <see langword="null"/>.</summary>
    /// <param name="token">The piece or token.</param>
    public int? IdOf(string token) => _ids.TryGetValue(token, out int id) || _added.TryGetValue(token, out id) ? id : null;

    /// <summary>Adds a token that the model may or may not have.</summary>
    /// <param name="token">The token.</param>
    /// <param name="id">Its id.</param>
    /// <param name="stated">Where the token is stated.</param>
    /// <exception cref="BenchException">The token has another id already.</exception>
    public void AddToken(string token, int id, string stated)
    {
        RequireLength(token, () => "");
        int? known = IdOf(token);
        if (known is null)
        {
            _added.Add(token, id);
        }
        else if (known != id)
        {
            throw new BenchException($"The added token '{token}' has id {id}, in the vocabulary it has {known}", stated, Remedy);
        }
    }

    /// <summary>The vocabulary.</summary>
    /// <exception cref="BenchException">It is empty, or the ids are not 0, 1, 2, … each once.</exception>
    public Vocabulary Build()
    {
        string?[] pieces = new string?[_ids.Count + _added.Count];
        foreach ((string piece, int id) in _ids.Concat(_added))
        {
            if ((uint)id >= (uint)pieces.Length)
            {
                throw new BenchException(
                    $"The piece '{piece}' has id {id}, but {pieces.Length} pieces must have ids 0 to {pieces.Length - 1}", where, Remedy);
            }

            if (pieces[id] is { } other)
            {
                throw new BenchException($"The pieces '{other}' and '{piece}' both have id {id}", where, Remedy);
            }

            pieces[id] = piece;
        }

        return pieces.Length > 0
            ? new Vocabulary(_ids, _added, pieces!)
            : throw new BenchException("The vocabulary is empty", where, Remedy);
    }

    private void RequireLength(string piece, Func<string> place)
    {
        if (piece.Length > LongestPiece)
        {
            throw new BenchException(
                $"The piece '{piece[..40]}…' has {piece.Length} characters, expected at most {LongestPiece}", where + place(), Remedy);
        }
    }
}
