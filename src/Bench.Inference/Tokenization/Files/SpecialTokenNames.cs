using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Finds the special tokens that explainers use.</summary>
internal static class SpecialTokenNames
{
    /// <summary>
    /// Looks the special tokens up under the names the configuration gives them, or else under BERT's, RoBERTa's and ALBERT's.
    /// </summary>
    /// <param name="config">The configuration.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="where">The file of the vocabulary, for messages.</param>
    /// <param name="required">Whether the tokenizer's class cannot do without any of them.</param>
    /// <exception cref="BenchException">The vocabulary lacks one that is required.</exception>
    public static SpecialTokens Find(TokenizerConfig config, Vocabulary vocabulary, string where, bool required)
    {
        return new SpecialTokens(
            Id("cls_token", "[CLS]", "<s>"),
            Id("sep_token", "[SEP]", "</s>"),
            Id("pad_token", "[PAD]", "<pad>"),
            Id("mask_token", "[MASK]", "<mask>"),
            Id("unk_token", "[UNK]", "<unk>"));

        int? Id(string key, params string[] usual)
        {
            string[] names = config.SpecialToken(key) is { IsNull: false } stated ? [TokenizerConfig.Content(stated)] : usual;
            int? id = names.Select(vocabulary.IdOf).FirstOrDefault(id => id is not null);
            return id is null && required
                ? throw new BenchException(
                    $"The vocabulary of {vocabulary.Size} pieces has no {string.Join(" or ", names)}",
                    where,
                    $"Say in tokenizer_config.json under \"{key}\" what the token is called here, or take the tokenizer files the model "
                        + "was trained with")
                : id;
        }
    }

    /// <summary>All tokens that are found in a text: those that files add, and the special ones that they leave out.</summary>
    /// <param name="added">Those that files add.</param>
    /// <param name="special">The special tokens.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="maskTakesSpace">Whether the tokenizer's class lets the mask token take the white space before it.</param>
    public static ImmutableArray<AddedToken> Complete(
        ImmutableArray<AddedToken> added, SpecialTokens special, Vocabulary vocabulary, bool maskTakesSpace = false)
    {
        HashSet<int> known = [.. added.Select(token => token.Id)];
        return
        [
            .. added,
            .. special.Present.Where(id => !known.Contains(id)).Select(id =>
                new AddedToken(id, vocabulary.PieceOf(id)) { StripsLeft = maskTakesSpace && id == special.Mask }),
        ];
    }
}
