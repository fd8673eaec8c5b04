using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Loads the tokenizer of a model folder in Hugging Face's layout.</summary>
public static class TokenizerFiles
{
    // Files of tokenizers that are not supported yet, to say so instead of "missing".
    private static readonly (string File, string Algorithm)[] _others =
    [
        ("merges.txt", "byte-level BPE"),
        ("vocab.json", "byte-level BPE"),
        ("spiece.model", "SentencePiece Unigram"),
        ("sentencepiece.bpe.model", "SentencePiece BPE"),
        ("tokenizer.model", "SentencePiece"),
    ];

    /// <summary>
    /// Loads <c>tokenizer.json</c>, or where there is none <c>vocab.txt</c> with <c>tokenizer_config.json</c>. The longest row is the
    /// smallest of what the model takes, the configuration's <c>model_max_length</c> and the file's truncation.
    /// </summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="maxLength">Longest row the model takes, in tokens, special ones included.</param>
    /// <exception cref="BenchException">Files are missing, damaged, or of a kind that is not supported.</exception>
    public static Tokenizer Load(string folder, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        string json = Path.Combine(folder, "tokenizer.json");
        string vocabulary = Path.Combine(folder, "vocab.txt");
        TokenizerConfig config = TokenizerConfig.Read(folder);
        TokenizerParts parts = File.Exists(json) ? TokenizerJson.Read(json, config, maxLength)
            : File.Exists(vocabulary) ? VocabularyText.Read(vocabulary, config, maxLength)
            : throw Missing(folder);

        int special = parts.Template.Pair.Count(part => part.SpecialId is not null);
        return parts.MaxLength >= special + 2
            ? new Tokenizer(parts)
            : throw new BenchException(
                $"The longest row is {parts.MaxLength} tokens, but two texts of one token each take {special + 2}",
                folder,
                "Check model_max_length in tokenizer_config.json and max_length in tokenizer.json");
    }

    private static BenchException Missing(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new BenchException("There is no such folder", folder, "Name the folder that holds the model's files");
        }

        string? other = _others.Where(other => File.Exists(Path.Combine(folder, other.File))).Select(other => other.Algorithm).FirstOrDefault();
        return other is null
            ? new BenchException(
                "The folder has no tokenizer: expected tokenizer.json, or vocab.txt", folder, "Copy the tokenizer files from where the model came from")
            : Unsupported.Part("tokenizer", other, folder, "WordPiece in tokenizer.json or vocab.txt");
    }
}
