using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Finds the special tokens that explainers use.</summary>
internal static class SpecialTokenNames
{
    /// <summary>Looks the special tokens up under the names the configuration gives them, or else under BERT's, RoBERTa's and ALBERT's.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="where">The file of the vocabulary, for messages.</param>
    /// <exception cref="BenchException">The vocabulary lacks one.</exception>
    public static SpecialTokens Find(TokenizerConfig config, Vocabulary vocabulary, string where)
    {
        return new SpecialTokens(
            Id("cls_token", "[CLS]", "<s>"),
            Id("sep_token", "[SEP]", "</s>"),
            Id("pad_token", "[PAD]", "<pad>"),
            Id("mask_token", "[MASK]", "<mask>"),
            Id("unk_token", "[UNK]", "<unk>"));

        int Id(string key, params string[] usual)
        {
            string[] names = config.SpecialToken(key) is { } stated ? [stated] : usual;
            return names.Select(vocabulary.IdOf).FirstOrDefault(id => id is not null) ?? throw new BenchException(
                $"The vocabulary of {vocabulary.Size} pieces has no {string.Join(" or ", names)}",
                where,
                $"Say in tokenizer_config.json under \"{key}\" what the token is called here, or take the tokenizer files the model was trained with");
        }
    }

    /// <summary>The special tokens as tokens that are found in a text, but for those that already are.</summary>
    /// <param name="special">The special tokens.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="known">Tokens that are found already.</param>
    public static IEnumerable<AddedToken> Added(SpecialTokens special, Vocabulary vocabulary, IReadOnlyCollection<AddedToken> known)
    {
        HashSet<int> ids = [.. known.Select(token => token.Id)];
        int[] all = [special.Classification, special.Separator, special.Padding, special.Mask, special.Unknown];
        return [.. all.Where(ids.Add).Select(id => new AddedToken(id, vocabulary.PieceOf(id)))];
    }
}
