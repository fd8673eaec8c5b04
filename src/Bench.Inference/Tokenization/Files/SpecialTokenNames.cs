using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Finds the special tokens that explainers use.</summary>
internal static class SpecialTokenNames
{
    /// <summary>Looks the special tokens up under the names the configuration gives them, or else BERT's.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="where">The file of the vocabulary, for messages.</param>
    /// <exception cref="BenchException">The vocabulary lacks one.</exception>
    public static SpecialTokens Find(TokenizerConfig config, Vocabulary vocabulary, string where)
    {
        return new SpecialTokens(
            Id("cls_token", "[CLS]"), Id("sep_token", "[SEP]"), Id("pad_token", "[PAD]"), Id("mask_token", "[MASK]"), Id("unk_token", "[UNK]"));

        int Id(string key, string usual)
        {
            string name = config.SpecialToken(key) ?? usual;
            return vocabulary.IdOf(name) ?? throw new BenchException(
                $"The vocabulary of {vocabulary.Size} pieces has no {name}",
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
