using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>What a perturbation method takes away as one.</summary>
public enum FeatureUnit
{
    /// <summary>Every token that is not special.</summary>
    Tokens,

    /// <summary>Every word, with all its pieces.</summary>
    Words,
}

/// <summary>The features of a text: groups of token positions that stay or go together.</summary>
internal sealed class FeatureSet
{
    private readonly TokenizedText _input;

    private FeatureSet(TokenizedText input, TokenizedText perturbed, ImmutableArray<ImmutableArray<int>> groups)
    {
        if (groups.IsEmpty)
        {
            throw new BenchException("The text has no token that could be taken away", remedy: "Give a text with at least one word");
        }

        _input = input;
        Perturbed = perturbed;
        Groups = groups;
    }

    /// <summary>Token positions of each feature, both in order.</summary>
    public ImmutableArray<ImmutableArray<int>> Groups { get; }

    /// <summary>Number of features m.</summary>
    public int Count => Groups.Length;

    /// <summary>The text as <see cref="Perturbation"/> shall see it.</summary>
    public TokenizedText Perturbed { get; }

    /// <summary>Features by unit; special tokens are never part of one.</summary>
    /// <param name="input">The tokenized text.</param>
    /// <param name="unit">Tokens or words.</param>
    /// <exception cref="BenchException">There is no feature.</exception>
    public static FeatureSet Of(TokenizedText input, FeatureUnit unit) => new(
        input,
        input,
        unit == FeatureUnit.Tokens
            ? [.. input.FeaturePositions.Select(position => ImmutableArray.Create(position))]
            : [.. input.FeaturePositions.GroupBy(position => input.Tokens[position].Word).Select(word => word.ToImmutableArray())]);

    /// <summary>Every position is a feature, special tokens too, as in ferret's LIME; their scores are dropped in the end.</summary>
    /// <param name="input">The tokenized text.</param>
    public static FeatureSet AllPositions(TokenizedText input)
    {
        var plain = new TokenizedText
        {
            Text = input.Text,
            TextPair = input.TextPair,
            Tokens = [.. input.Tokens.Select(token => token with { IsSpecial = false })],
            Truncated = input.Truncated,
        };
        return new FeatureSet(input, plain, [.. Enumerable.Range(0, input.Tokens.Length).Select(i => ImmutableArray.Create(i))]);
    }

    /// <summary>Which tokens stay when some features do.</summary>
    /// <param name="coalition">For each feature whether it stays.</param>
    public bool[] TokensKept(ReadOnlySpan<bool> coalition)
    {
        bool[] kept = new bool[_input.Tokens.Length];
        for (int i = 0; i < coalition.Length; i++)
        {
            foreach (int position in Groups[i])
            {
                kept[position] = coalition[i];
            }
        }

        return kept;
    }

    /// <summary>Scores per token: a feature's score is shared equally among its tokens, so that sums stay; special tokens get 0.</summary>
    /// <param name="featureScores">One score per feature.</param>
    public ImmutableArray<double> PerToken(ReadOnlySpan<double> featureScores)
    {
        double[] scores = new double[_input.Tokens.Length];
        for (int i = 0; i < featureScores.Length; i++)
        {
            foreach (int position in Groups[i])
            {
                scores[position] = _input.Tokens[position].IsSpecial ? 0 : featureScores[i] / Groups[i].Length;
            }
        }

        return [.. scores];
    }
}
