namespace Bench.Inference;

/// <summary>A word is a piece of the vocabulary, or unknown.</summary>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="unknown">Id of the unknown token.</param>
internal sealed class WordLevelModel(Vocabulary vocabulary, int unknown) : IPieceModel
{
    /// <inheritdoc/>
    public void Split(ReadOnlySpan<char> word, List<Piece> pieces) =>
        pieces.Add(new Piece(vocabulary.TryFind(word, out int id) ? id : unknown, 0, word.Length));
}
