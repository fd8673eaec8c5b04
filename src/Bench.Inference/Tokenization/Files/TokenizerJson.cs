using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads <c>tokenizer.json</c>, the one file of Hugging Face's fast tokenizers.</summary>
internal static class TokenizerJson
{
    /// <summary>Reads the file.</summary>
    /// <param name="source">The folder.</param>
    /// <exception cref="BenchException">Something is damaged or unknown.</exception>
    public static TokenizerParts Read(TokenizerSource source)
    {
        string path = source.Folder.Open("tokenizer.json");
        TokenizerConfig config = source.Config;
        JsonPlace file = JsonPlace.ReadObject(path);
        var builder = new VocabularyBuilder(path, 32_768);
        ModelReader.ReadVocabulary(file["model"], builder);
        ImmutableArray<AddedToken> added = new AddedTokenFiles(source, builder)
            .Read(file["added_tokens"].IsNull ? [] : file["added_tokens"].Items());
        Vocabulary vocabulary = builder.Build();
        SpecialTokens special = SpecialTokenNames.Find(config, vocabulary, path, required: false);
        (Template template, ImmutableArray<OffsetTrim> trims) = TemplateReader.Read(file["post_processor"], vocabulary);
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            AddedTokens = SpecialTokenNames.Complete(added, special, vocabulary),
            Normalizer = NormalizerReader.Read(file["normalizer"], config),
            WordSplitter = WordSplitterReader.Read(file["pre_tokenizer"], config),
            Model = ModelReader.Read(file["model"], vocabulary),
            Template = template,
            Trims = trims,
            Special = special,
            MaxLength = source.MaxLength,

            // The sections truncation and padding are what some program set before it saved the file, no limits of the model; transformers
            // takes the direction from there, and so do we.
            TruncatesLeft = config.TruncatesLeft ?? file["truncation"]["direction"].Text("Right") == "Left",
        };
    }
}
