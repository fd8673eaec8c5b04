namespace Bench.Inference;

/// <summary>A piece of a word.</summary>
/// <param name="Id">Id in the vocabulary.</param>
/// <param name="From">First unit within the word.</param>
/// <param name="To">One past the last.</param>
internal readonly record struct Piece(int Id, int From, int To);

/// <summary>The third step of a tokenizer: cuts a word into pieces of the vocabulary. Safe for concurrent calls.</summary>
internal interface IPieceModel
{
    /// <summary>What marks pieces that continue a word, or <see langword="null"/> where nothing does.</summary>
    string? ContinuationPrefix => null;

    /// <summary>Adds the pieces of a word to a list, in order.</summary>
    /// <param name="word">A word of the normalized text, not empty.</param>
    /// <param name="pieces">The list.</param>
    void Split(ReadOnlySpan<char> word, List<Piece> pieces);
}
