using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads <c>vocab.txt</c>, one piece a line; what else BERT's tokenizer needs is in <c>tokenizer_config.json</c>.</summary>
internal static class VocabularyText
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="config">What stands beside it.</param>
    /// <param name="maxLength">Longest row the model takes.</param>
    /// <exception cref="BenchException">Something is damaged or missing.</exception>
    public static TokenizerParts Read(string path, TokenizerConfig config, int maxLength)
    {
        Vocabulary vocabulary = ReadVocabulary(path);
        SpecialTokens special = SpecialTokenNames.Find(config, vocabulary, path);
        var normalizer = new BertNormalizerOptions(
            CleanText: true, config.SplitsChinese ?? true, config.StripsAccents, config.LowerCase ?? true);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            AddedTokens = [.. SpecialTokenNames.Added(special, vocabulary, [])],
            Normalizer = normalizer.Build(),
            WordSplitter = new BertWordSplitter(),
            Model = new WordPieceModel(vocabulary, special.Unknown, "##", maxWordLength: 100),
            Template = Template.Bert(special.Classification, special.Separator),
            Special = special,
            MaxLength = Math.Min(maxLength, config.MaxLength ?? maxLength),
            TruncatesLeft = config.TruncatesLeft ?? false,
        };
    }

    /// <summary>The lines of a text file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">It cannot be read, or is no UTF-8.</exception>
    public static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new BenchException($"The file cannot be read as UTF-8 text ({exception.Message})", path, null, exception);
        }
    }

    private static Vocabulary ReadVocabulary(string path)
    {
        var builder = new VocabularyBuilder(path, 32_768);
        int id = 0;
        foreach (string piece in Lines(path))
        {
            builder.Add(piece, id, () => $":{id + 1}");
            id++;
        }

        return builder.Build();
    }
}
