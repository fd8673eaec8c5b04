using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// Reads <c>vocab.json</c> and <c>merges.txt</c>, the files of byte-level BPE without <c>tokenizer.json</c>: RoBERTa's where the vocabulary
/// has its special tokens, else GPT-2's, which adds none.
/// </summary>
internal static class BytePairText
{
    /// <summary>Reads the files.</summary>
    /// <param name="vocabularyPath"><c>vocab.json</c>; the merges stand beside it.</param>
    /// <param name="config">What stands beside it.</param>
    /// <param name="maxLength">Longest row the model takes.</param>
    /// <exception cref="BenchException">Something is damaged or missing.</exception>
    public static TokenizerParts Read(string vocabularyPath, TokenizerConfig config, int maxLength)
    {
        var builder = new VocabularyBuilder(vocabularyPath, 65_536);
        PieceFile.Read(JsonPlace.ReadObject(vocabularyPath), builder, () => "");
        Vocabulary vocabulary = builder.Build();
        SpecialTokens special = SpecialTokenNames.Find(config, vocabulary, vocabularyPath);
        string mergesPath = Path.Combine(Path.GetDirectoryName(vocabularyPath)!, "merges.txt");
        bool isRoberta = vocabulary.IdOf("<s>") is not null;
        return new TokenizerParts
        {
            Vocabulary = vocabulary,

            // As transformers declares it: the mask token takes the space before it, which a masked word would have had.
            AddedTokens =
            [
                .. SpecialTokenNames.Added(special, vocabulary, []).Select(token => token with { StripsLeft = token.Id == special.Mask }),
            ],
            Normalizer = new SequenceNormalizer(),
            WordSplitter = new ByteLevelWordSplitter(config.AddsPrefixSpace ?? false, cutsWords: true),
            Model = new BytePairModel(vocabulary, ReadMerges(mergesPath, vocabulary), new BytePairOptions()),
            Template = isRoberta ? Template.Roberta(special.Classification, special.Separator) : Template.None,
            Special = special,
            MaxLength = Math.Min(maxLength, config.MaxLength ?? maxLength),
            TruncatesLeft = config.TruncatesLeft ?? false,
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
