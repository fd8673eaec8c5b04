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

    /// <summary>The vocabulary's piece for an id.</summary>
    /// <param name="id">An id of the vocabulary.</param>
    string Piece(int id);
}

/// <summary>Ids of the special tokens that explainers use.</summary>
/// <param name="Classification">Starts a row: <c>[CLS]</c>, <c>&lt;s&gt;</c>.</param>
/// <param name="Separator">Ends a segment: <c>[SEP]</c>, <c>&lt;/s&gt;</c>.</param>
/// <param name="Padding">Stands for nothing: <c>[PAD]</c>, <c>&lt;pad&gt;</c>.</param>
/// <param name="Mask">Stands for a removed token: <c>[MASK]</c>, <c>&lt;mask&gt;</c>.</param>
/// <param name="Unknown">Stands for a word outside the vocabulary: <c>[UNK]</c>, <c>&lt;unk&gt;</c>.</param>
public sealed record SpecialTokens(int Classification, int Separator, int Padding, int Mask, int Unknown);
