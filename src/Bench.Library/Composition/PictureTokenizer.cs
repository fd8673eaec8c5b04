using Bench.Abstractions;

namespace Bench.Library;

/// <summary>What stands in the place of a tokenizer where a model sees pictures: it refuses texts, and knows no special tokens.</summary>
/// <param name="folder">The model's folder, for messages.</param>
internal sealed class PictureTokenizer(string folder) : ITokenizer
{
    public SpecialTokens Special { get; } = new(null, null, null, null, null);

    public TokenizedText Tokenize(string text, string? textPair = null) =>
        throw new BenchException(
            "The model sees pictures, and a text was given", folder, "Give a picture: --image FILE; in a suite a dataset of pictures");

    public string Piece(int id) => FormattableString.Invariant($"[{id}]");
}
