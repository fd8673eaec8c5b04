using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Loads the tokenizer of a model folder in Hugging Face's layout.</summary>
public static class TokenizerFiles
{
    private static readonly (string[] Files, Func<TokenizerSource, TokenizerParts> Read, TokenizerFamily[] Families)[] _readers =
    [
        (["vocab.txt"], VocabularyText.Read, [TokenizerFamily.Bert, TokenizerFamily.MPNet]),
        (["vocab.json", "merges.txt"], BytePairText.Read,
            [TokenizerFamily.Roberta, TokenizerFamily.Deberta, TokenizerFamily.Gpt2, TokenizerFamily.Herbert]),
        (["spiece.model"], source => SentencePieceReader.Read(source, "spiece.model", TokenizerFamily.Albert),
            [TokenizerFamily.Albert, TokenizerFamily.T5]),
        (["spm.model"], source => SentencePieceReader.Read(source, "spm.model", TokenizerFamily.DebertaV2), [TokenizerFamily.DebertaV2]),
        (["sentencepiece.bpe.model"], source => SentencePieceReader.Read(source, "sentencepiece.bpe.model", null),
            [TokenizerFamily.XlmRoberta, TokenizerFamily.Camembert]),
    ];

    // Files that are not read, to say so instead of "missing".
    private static readonly string[] _others = ["bpe.codes", "tokenizer.model"];

    /// <summary>
    /// Loads <c>tokenizer.json</c>, or where there is none the files of the tokenizer's class: <c>vocab.txt</c> (BERT), <c>vocab.json</c>
    /// with <c>merges.txt</c> (RoBERTa, DeBERTa, GPT-2, HerBERT), <c>spiece.model</c> (ALBERT, T5), <c>spm.model</c> (DeBERTa v2 and v3) or
    /// <c>sentencepiece.bpe.model</c> (XLM-R, CamemBERT). What stands beside them is read too:
    /// <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c>, <c>added_tokens.json</c> and the class in <c>config.json</c>. The
    /// longest row is what the model takes, or the configuration's <c>model_max_length</c> where that is less.
    /// </summary>
    /// <param name="folder">The model folder.</param>
    /// <param name="maxLength">Longest row the model takes, in tokens, special ones included.</param>
    /// <exception cref="BenchException">Files are missing, damaged, or of a kind that is not supported.</exception>
    public static Tokenizer Load(string folder, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLength);
        if (!Directory.Exists(folder))
        {
            throw new BenchException("There is no such folder", folder, "Name the folder that holds the model's files");
        }

        var files = new TokenizerFolder(folder);
        TokenizerConfig config = TokenizerConfig.Read(files);
        bool hasJson = files.Has("tokenizer.json");
        var source = new TokenizerSource(files, config, TokenizerClass.Of(config, hasJson), maxLength);
        TokenizerParts parts = hasJson ? TokenizerJson.Read(source) : ReaderOf(source)(source);
        RequireEnds(parts, config, "bos", parts.Template.Single[0]);
        RequireEnds(parts, config, "eos", parts.Template.Single[^1]);
        int special = parts.Template.Pair.Count(part => part.SpecialId is not null);
        return parts.MaxLength >= special + 2
            ? new Tokenizer(
                parts with { Special = WithModelPadding(parts, config), Model = new CachedPieceModel(parts.Model) }, files.FilesRead)
            : throw new BenchException(
                $"The longest row is {parts.MaxLength} tokens, but two texts of one token each take {special + 2}",
                folder,
                "Check model_max_length in tokenizer_config.json");
    }

    // The reader of the class; where no class is stated, that of the files there are.
    private static Func<TokenizerSource, TokenizerParts> ReaderOf(TokenizerSource source)
    {
        TokenizerFolder folder = source.Folder;
        string? other = _others.FirstOrDefault(folder.Has);
        foreach ((string[] files, Func<TokenizerSource, TokenizerParts> read, TokenizerFamily[] families) in _readers)
        {
            bool isHere = source.Family is { } family ? families.Contains(family) : folder.Has(files[0]);
            if (isHere && other != "bpe.codes")
            {
                return files.Where(file => !folder.Has(file)).ToArray() is [string missing, ..]
                    ? throw new BenchException(
                        $"The tokenizer{(source.Family is { } stated ? $" (a {stated} by its class)" : "")} is read from "
                            + $"{string.Join(" and ", files)}; {missing} is missing",
                        source.Family is null ? System.IO.Path.Combine(folder.Path, missing) : folder.Path,
                        "Copy the tokenizer files again from where the model came from")
                    : read;
            }
        }

        string expected = "tokenizer.json, or " + string.Join(", or ", _readers.Select(reader => string.Join(" with ", reader.Files)));
        throw other is not null
            ? new BenchException(
                $"The tokenizer {other} is not read; expected {expected}", folder.Path,
                "Save the tokenizer with transformers as tokenizer.json")
            : new BenchException(
                $"The folder has no tokenizer: expected {expected}", folder.Path,
                "Copy the tokenizer files from where the model came from");
    }

    // Llama's class overrides the template by two flags; where both say the same, the template is right.
    private static void RequireEnds(TokenizerParts parts, TokenizerConfig config, string role, TemplatePart end)
    {
        JsonPlace token = config.SpecialToken($"{role}_token");
        bool isLlama = !config.Class.IsNull && config.Class.Text() is "LlamaTokenizer" or "LlamaTokenizerFast";
        if (isLlama && !token.IsNull && config.Adds(role) is { } adds
            && adds != (end.SpecialId is { } id && parts.Vocabulary.PieceOf(id) == TokenizerConfig.Content(token)))
        {
            throw new BenchException(
                $"add_{role}_token is {(adds ? "true" : "false")}, but the post-processor {(adds ? "does not add" : "adds")} "
                    + $"'{TokenizerConfig.Content(token)}'",
                token.Where,
                "Save the tokenizer again with transformers, which writes both alike");
        }
    }

    // Language models often name no padding token, but the id that their classifier takes for one.
    private static SpecialTokens WithModelPadding(TokenizerParts parts, TokenizerConfig config) =>
        parts.Special.Padding is null && config.Padding is >= 0 and { } id && id < parts.Vocabulary.Size
            ? parts.Special with { Padding = id }
            : parts.Special;
}
