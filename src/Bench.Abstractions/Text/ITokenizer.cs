namespace Bench.Abstractions;

/// <summary>Turns text into tokens with exact offsets. Implementations are safe for concurrent calls.</summary>
public interface ITokenizer
{
    /// <summary>Ids of the special tokens.</summary>
    SpecialTokens Special { get; }

    /// <summary>Tokenizes a text or a pair of texts; what does not fit is cut off and counted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="textPair">The second text, or <see langword="null"/>.</param>
    TokenizedText Tokenize(string text, string? textPair = null);

    /// <summary>
    /// What marks pieces that continue a word, for example <c>##</c>; <see langword="null"/> where the vocabulary marks none.
    /// </summary>
    string? ContinuationPrefix => null;

    /// <summary>Number of ids of the vocabulary, special tokens included; 0 where it is not known.</summary>
    int VocabularySize => 0;

    /// <summary>The vocabulary's piece for an id.</summary>
    /// <param name="id">An id of the vocabulary.</param>
    string Piece(int id);
}
