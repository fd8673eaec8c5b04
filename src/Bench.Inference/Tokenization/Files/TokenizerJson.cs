using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Reads <c>tokenizer.json</c>, the one file of Hugging Face's fast tokenizers.</summary>
internal static class TokenizerJson
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="config">What stands beside it.</param>
    /// <param name="maxLength">Longest row the model takes.</param>
    /// <exception cref="BenchException">Something is damaged or unknown.</exception>
    public static TokenizerParts Read(string path, TokenizerConfig config, int maxLength)
    {
        JsonPlace file = JsonPlace.ReadObject(path);
        var builder = new VocabularyBuilder(path, 32_768);
        ModelReader.ReadVocabulary(file["model"], builder);
        ImmutableArray<AddedToken> added = file["added_tokens"].IsNull ? [] : [.. file["added_tokens"].Items().Select(Added)];
        foreach (AddedToken token in added)
        {
            builder.AddToken(token.Content, token.Id);
        }

        Vocabulary vocabulary = builder.Build();
        SpecialTokens special = SpecialTokenNames.Find(config, vocabulary, path);
        JsonPlace truncation = file["truncation"];
        return new TokenizerParts
        {
            Vocabulary = vocabulary,
            AddedTokens = [.. added, .. SpecialTokenNames.Added(special, vocabulary, added)],
            Normalizer = NormalizerReader.Read(file["normalizer"], config),
            WordSplitter = WordSplitterReader.Read(file["pre_tokenizer"], config),
            Model = ModelReader.Read(file["model"], vocabulary),
            Template = TemplateReader.Read(file["post_processor"], vocabulary),
            Special = special,
            // Strategy and stride of the section are those of the last call before it was saved; a call that just asks for
            // truncation does not use them, and neither do we.
            MaxLength = Math.Min(Math.Min(maxLength, config.MaxLength ?? maxLength), truncation["max_length"].Whole(maxLength)),
            TruncatesLeft = config.TruncatesLeft ?? truncation["direction"].Text("Right") == "Left",
        };
    }

    private static AddedToken Added(JsonPlace token) => new(token["id"].Whole(), token["content"].Text())
    {
        Normalized = token["normalized"].Flag(missing: false),
        SingleWord = token["single_word"].Flag(missing: false),
        StripsLeft = token["lstrip"].Flag(missing: false),
        StripsRight = token["rstrip"].Flag(missing: false),
    };
}
