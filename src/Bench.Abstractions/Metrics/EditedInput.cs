using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>An edit of the explained text that keeps its meaning, as the model sees it.</summary>
/// <param name="Input">The edited text.</param>
/// <param name="Alignment">What corresponds: words that stayed, or what the dataset says.</param>
public sealed record EditedInput(TokenizedText Input, ImmutableArray<AlignedTokens> Alignment);

/// <summary>Tokens of a text and of its edit that correspond, usually those of one word.</summary>
/// <param name="Original">Positions of tokens in the text, at least one, none of them special.</param>
/// <param name="Edited">Positions of tokens in the edit, at least one, none of them special.</param>
public sealed record AlignedTokens(ImmutableArray<int> Original, ImmutableArray<int> Edited);
