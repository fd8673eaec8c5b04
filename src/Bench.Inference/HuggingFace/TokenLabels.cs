using System.Collections.Immutable;
using System.Globalization;

namespace Bench.Inference;

/// <summary>The outputs of a language model: one for each token of its vocabulary, named by its text.</summary>
internal static class TokenLabels
{
    /// <summary>
    /// Names the tokens as the folder's tokenizer has them; by their ids where there is none, or where it has no such token.
    /// </summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="config">The model's configuration.</param>
    public static ImmutableArray<string> Read(string folder, EncoderConfig config)
    {
        bool hasTokenizer = ((string[])["tokenizer.json", "vocab.json", "vocab.txt"]).Any(file => File.Exists(Path.Combine(folder, file)));
        Tokenizer? tokenizer = hasTokenizer ? TokenizerFiles.Load(folder, config.MaxLength) : null;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, config.VocabularySize).Select(Name)];

        string Name(int id)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"<{id}>");
            string piece = tokenizer is not null && id < tokenizer.VocabularySize ? tokenizer.Piece(id) : number;
            string text = piece.Replace('Ġ', ' ').Replace('▁', ' ');
            return taken.Add(text) ? text : number;
        }
    }
}
