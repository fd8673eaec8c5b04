using System.Collections.Immutable;
using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads <c>vocab.txt</c>, one piece a line; what else BERT's tokenizer needs is in <c>tokenizer_config.json</c>.</summary>
internal static class VocabularyText
{
    /// <summary>Reads the file.</summary>
    /// <param name="source">The folder; of its family MPNet differs from BERT.</param>
    /// <exception cref="BenchException">Something is damaged or missing.</exception>
    public static TokenizerParts Read(TokenizerSource source)
    {
        string path = source.Folder.Open("vocab.txt");
        TokenizerConfig config = source.Config;
        VocabularyBuilder builder = ReadPieces(path);
        ImmutableArray<AddedToken> added = new AddedTokenFiles(source, builder).Read([]);
        Vocabulary vocabulary = builder.Build();
        SpecialTokens special = SpecialTokenNames.Find(config, vocabulary, path, required: true);
        bool isMPNet = source.Family == TokenizerFamily.MPNet;
        var normalizer = new BertNormalizerOptions(
            CleanText: true, config.SplitsChinese ?? true, config.StripsAccents, config.LowerCase ?? true);
        (int classification, int separator) = (special.Classification!.Value, special.Separator!.Value);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            AddedTokens = SpecialTokenNames.Complete(added, special, vocabulary, maskTakesSpace: isMPNet),
            Normalizer = normalizer.Build(),
            WordSplitter = new BertWordSplitter(),
            Model = new WordPieceModel(vocabulary, special.Unknown!.Value, "##", maxWordLength: 100, path),
            Template = isMPNet ? Template.Roberta(classification, separator) : Template.Bert(classification, separator),
            Special = special,
            MaxLength = source.MaxLength,
            TruncatesLeft = config.TruncatesLeft ?? false,
        };
    }

    /// <summary>The lines of a text file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">It cannot be read, or is no UTF-8.</exception>
    public static IReadOnlyList<string> Lines(string path)
    {
        var lines = new List<string>();
        try
        {
            using StreamReader reader = InputFile.OpenText(path, InputFile.Table);
            while (reader.ReadLine() is { } line)
            {
                lines.Add(line);
            }

            return lines;
        }
        catch (DecoderFallbackException exception)
        {
            throw new BenchException(
                $"Line {lines.Count + 1} or one soon after it is not UTF-8 text", path,
                "Copy the file again from where the model came from", exception);
        }
    }

    private static VocabularyBuilder ReadPieces(string path)
    {
        var builder = new VocabularyBuilder(path, 32_768);
        int id = 0;
        foreach (string piece in Lines(path))
        {
            builder.Add(piece, id, () => $":{id + 1}");
            id++;
        }

        return builder;
    }
}
