using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Loads the tokenizer of a model folder in Hugging Face's layout.</summary>
public static class TokenizerFiles
{
    // Files that are not read, to say so instead of "missing".
    private static readonly string[] _others = ["sentencepiece.bpe.model", "tokenizer.model"];

    /// <summary>
    /// Loads <c>tokenizer.json</c>, or where there is none <c>vocab.txt</c> (BERT), <c>vocab.json</c> with <c>merges.txt</c> (RoBERTa) or
    /// <c>spiece.model</c> (ALBERT), with <c>tokenizer_config.json</c>. The longest row is the smallest of what the model takes, the
    /// configuration's <c>model_max_length</c> and the file's truncation.
    /// </summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="maxLength">Longest row the model takes, in tokens, special ones included.</param>
    /// <exception cref="BenchException">Files are missing, damaged, or of a kind that is not supported.</exception>
    public static Tokenizer Load(string folder, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        TokenizerConfig config = TokenizerConfig.Read(folder);
        (string File, Func<string, TokenizerConfig, int, TokenizerParts> Read)[] readers =
        [
            ("tokenizer.json", TokenizerJson.Read),
            ("vocab.txt", VocabularyText.Read),
            ("vocab.json", BytePairText.Read),
            ("spiece.model", SentencePieceFile.Read),
        ];
        TokenizerParts parts = readers
            .Where(reader => File.Exists(Path.Combine(folder, reader.File)))
            .Select(reader => reader.Read(Path.Combine(folder, reader.File), config, maxLength))
            .FirstOrDefault() ?? throw Missing(folder);

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

        string expected = "tokenizer.json, vocab.txt, vocab.json with merges.txt, or ALBERT's spiece.model";
        return _others.FirstOrDefault(other => File.Exists(Path.Combine(folder, other))) is { } other
            ? new BenchException(
                $"The tokenizer {other} is not read; expected {expected}", folder, "Save the tokenizer with transformers as tokenizer.json")
            : new BenchException(
                $"The folder has no tokenizer: expected {expected}", folder, "Copy the tokenizer files from where the model came from");
    }
}
