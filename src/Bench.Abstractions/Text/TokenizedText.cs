using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>A text, or a pair of texts, as the model sees it.</summary>
public sealed class TokenizedText
{
    private InputRow? _row;
    private ImmutableArray<int> _features;

    /// <summary>The original text. Untrusted.</summary>
    public required string Text { get; init; }

    /// <summary>The second text of a pair, or <see langword="null"/>. Untrusted.</summary>
    public string? TextPair { get; init; }

    /// <summary>The tokens in model order, special tokens included.</summary>
    public required ImmutableArray<Token> Tokens { get; init; }

    /// <summary>How many tokens were cut off because the model takes no more.</summary>
    public int Truncated { get; init; }

    /// <summary>Positions of the tokens that are not special, in order: the features of every perturbation method.</summary>
    public ImmutableArray<int> FeaturePositions => _features.IsDefault
        ? _features = [.. Enumerable.Range(0, Tokens.Length).Where(i => !Tokens[i].IsSpecial)]
        : _features;

    /// <summary>The characters of a token, white space at their ends left out.</summary>
    /// <param name="token">A token of this text.</param>
    public CharacterSpan CharactersOf(Token token) =>
        new CharacterSpan(token.Start, token.End, token.Segment).WithoutSpaces(token.Segment == 0 ? Text : TextPair ?? "");

    /// <summary>The unperturbed row.</summary>
    public InputRow Row => _row ??= new InputRow
    {
        TokenIds = Tokens.Select(token => token.Id).ToArray(),
        TypeIds = Tokens.Any(token => token.TypeId != 0) ? Tokens.Select(token => token.TypeId).ToArray() : default,
    };
}
