using Bench.Abstractions;

namespace Bench.Library;

/// <summary>Stands for the tokenizer of a folder that has none: ids are given as they are, and a piece is its id.</summary>
/// <param name="padding">Id of the padding token, or <see langword="null"/>.</param>
/// <param name="folder">The folder, for messages.</param>
internal sealed class IdTokenizer(int? padding, string folder) : ITokenizer
{
    public SpecialTokens Special { get; } = new(null, null, padding, null, null);

    public TokenizedText Tokenize(string text, string? textPair = null) =>
        throw new BenchException("The model has no tokenizer that can be read", folder, "Put tokenizer.json there, or give ids alone");

    public string Piece(int id) => FormattableString.Invariant($"[{id}]");
}
