using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Maps character rationales to tokens.</summary>
public static class RationaleMap
{
    /// <summary>
    /// For every token whether a rationale touches at least one of its characters. Special tokens are never touched, nor are tokens
    /// without characters (a lone space of a byte-level tokenizer); the space before a word is none of its token's characters.
    /// </summary>
    /// <param name="input">The tokens.</param>
    /// <param name="rationales">One rationale per annotator.</param>
    public static ImmutableArray<ImmutableArray<bool>> ToTokens(TokenizedText input, ImmutableArray<Rationale> rationales) =>
        [.. rationales.Select(rationale => input.Tokens.Select(token =>
            !token.IsSpecial && rationale.Spans.Any(input.CharactersOf(token).Touches)).ToImmutableArray())];
}
