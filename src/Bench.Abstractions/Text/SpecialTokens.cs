using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>
/// Ids of the special tokens that explainers use; <see langword="null"/> where a tokenizer has no such token, as those of language
/// models lack most.
/// </summary>
/// <param name="Classification">Starts a row: <c>[CLS]</c>, <c>&lt;s&gt;</c>.</param>
/// <param name="Separator">Ends a segment: <c>[SEP]</c>, <c>&lt;/s&gt;</c>.</param>
/// <param name="Padding">Stands for nothing: <c>[PAD]</c>, <c>&lt;pad&gt;</c>.</param>
/// <param name="Mask">Stands for a removed token: <c>[MASK]</c>, <c>&lt;mask&gt;</c>.</param>
/// <param name="Unknown">Stands for a word outside the vocabulary: <c>[UNK]</c>, <c>&lt;unk&gt;</c>.</param>
public sealed record SpecialTokens(int? Classification, int? Separator, int? Padding, int? Mask, int? Unknown)
{
    /// <summary>The ids that there are, each once.</summary>
    public ImmutableArray<int> Present => [.. ((int?[])[Classification, Separator, Padding, Mask, Unknown]).OfType<int>().Distinct()];

    /// <summary>The mask token, for what cannot do without it.</summary>
    /// <exception cref="BenchException">The tokenizer has none.</exception>
    public int RequireMask() => Mask ?? throw Missing("mask", "Remove tokens in another way: delete, attention-mask or pad");

    /// <summary>The padding token, for what cannot do without it.</summary>
    /// <exception cref="BenchException">The tokenizer has none.</exception>
    public int RequirePadding() =>
        Padding ?? throw Missing("padding", "Take a baseline of zeros, or name the token under pad_token in tokenizer_config.json");

    /// <summary>What stands for a text of which nothing is left: padding, or else another special token.</summary>
    /// <exception cref="BenchException">The tokenizer has none.</exception>
    public int StandIn() => Padding ?? (Present is [int first, ..] ? first : RequirePadding());

    private static BenchException Missing(string name, string remedy) =>
        new($"The model's tokenizer has no {name} token", $"the {name} token", remedy);
}
