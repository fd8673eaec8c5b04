using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Reads <c>vocab.json</c> and <c>merges.txt</c>, the files of BPE without <c>tokenizer.json</c>. Where no class is stated, the files are
/// RoBERTa's if the vocabulary has its special tokens, else GPT-2's, which adds none.
/// </summary>
internal static class BytePairText
{
    /// <summary>Reads the files.</summary>
    /// <param name="source">The folder.</param>
    /// <exception cref="BenchException">Something is damaged or missing.</exception>
    public static TokenizerParts Read(TokenizerSource source)
    {
        string path = source.Folder.Open("vocab.json");
        var builder = new VocabularyBuilder(path, 65_536);
        PieceFile.Read(JsonPlace.ReadObject(path), builder, () => "");
        ImmutableArray<AddedToken> added = new AddedTokenFiles(source, builder).Read([]);
        Vocabulary vocabulary = builder.Build();
        TokenizerFamily family = source.Family ?? (vocabulary.IdOf("<s>") is null ? TokenizerFamily.Gpt2 : TokenizerFamily.Roberta);
        SpecialTokens special = SpecialTokenNames.Find(source.Config, vocabulary, path, required: family != TokenizerFamily.Gpt2);
        bool inBytes = family != TokenizerFamily.Herbert;
        return new TokenizerParts
        {
            Vocabulary = vocabulary,

            // As transformers declares it: the mask token takes the space before it, which a masked word would have had.
            AddedTokens = SpecialTokenNames.Complete(added, special, vocabulary, maskTakesSpace: inBytes),
            Normalizer = inBytes
                ? new SequenceNormalizer()
                : new BertNormalizerOptions(CleanText: true, SplitChinese: true, StripAccents: false, LowerCase: false).Build(),
            WordSplitter = inBytes
                ? new ByteLevelWordSplitter(source.Config.AddsPrefixSpace ?? false, cutsWords: true)
                : new BertWordSplitter(),
            Model = LibraryBytePairModel.Of(
                vocabulary,
                ReadMerges(source.Folder.Open("merges.txt"), vocabulary),
                inBytes ? new BytePairOptions() : new BytePairOptions { Unknown = special.Unknown, EndSuffix = "</w>" }),
            Template = family switch
            {
                TokenizerFamily.Gpt2 => Template.None,
                TokenizerFamily.Roberta => Template.Roberta(special.Classification!.Value, special.Separator!.Value),
                _ => Template.Bert(special.Classification!.Value, special.Separator!.Value),
            },
            Trims = family == TokenizerFamily.Roberta ? [new OffsetTrim(source.Config.AddsPrefixSpace ?? false)] : [],
            Special = special,
            MaxLength = source.MaxLength,
            TruncatesLeft = source.Config.TruncatesLeft ?? false,
        };
    }

    // The first line tells the version; it starts with #version.
    private static List<(int, int, int)> ReadMerges(string path, Vocabulary vocabulary)
    {
        var merges = new List<(int, int, int)>();
        int number = 0;
        foreach (string line in VocabularyText.Lines(path))
        {
            number++;
            if (line.Length > 0 && !(number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
            {
                merges.Add(Merges.Of(line.Split(' '), "", vocabulary, $"{path}:{number}"));
            }
        }

        return merges;
    }
}
