using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>What a perturbation method takes away as one.</summary>
public enum FeatureUnit
{
    /// <summary>The units of the text: every token that is not special, unless words, sentences or segments are explained.</summary>
    Tokens,

    /// <summary>Every word, with all its pieces.</summary>
    Words,

    /// <summary>The given spans; what lies outside them always stays.</summary>
    Spans,
}

/// <summary>The features of a text: groups of token positions that stay or go together.</summary>
internal sealed class FeatureSet
{
    private readonly TokenizedText _input;

    private FeatureSet(TokenizedText input, TokenizedText perturbed, ImmutableArray<ImmutableArray<int>> groups)
    {
        if (groups.IsEmpty)
        {
            throw new BenchException("The text has no token that could be taken away", null, "Give a text with at least one word");
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
    /// <param name="unit">The text's units; words or spans where the units are tokens.</param>
    /// <param name="spans">The spans, see <see cref="SpanFeatures"/>; empty for other units.</param>
    /// <exception cref="BenchException">There is no feature, or the spans do not fit the text or the unit.</exception>
    public static FeatureSet Of(TokenizedText input, FeatureUnit unit, string spans = "")
    {
        if ((unit == FeatureUnit.Spans) == (spans.Length == 0))
        {
            throw unit == FeatureUnit.Spans
                ? new BenchException("features=spans needs spans", "spans", "Add spans=start-end;start-end")
                : new BenchException("Spans are given, but the features are others", "spans", "Add features=spans or leave the spans out");
        }

        if (unit != FeatureUnit.Tokens)
        {
            TextsOnly.Require(input, $"features={OptionsBinder.Key(unit.ToString())}", "its parts are patches, cells or superpixels",
                "Leave the option features out");
            RequireTokens(input, unit);
        }

        return new FeatureSet(input, input, unit switch
        {
            FeatureUnit.Tokens => [.. input.Units.Select(unit => unit.Positions)],
            FeatureUnit.Words => [.. input.InUnits(new UnitChoice(Granularity.Word)).Units.Select(unit => unit.Positions)],
            _ => SpanFeatures.Parse(input, spans),
        });
    }

    /// <summary>
    /// Every position is a feature, special and fixed tokens too, as in ferret's LIME; their scores are dropped in the end.
    /// </summary>
    /// <param name="input">The tokenized text.</param>
    public static FeatureSet AllPositions(TokenizedText input)
    {
        TextsOnly.Require(input, "features=all-positions", "its parts are patches, cells or superpixels", "Leave the option features out");
        RequireTokens(input, "all-positions");
        return new FeatureSet(
            input, input.WithoutFixed(), [.. Enumerable.Range(0, input.Tokens.Length).Select(i => ImmutableArray.Create(i))]);
    }

    /// <summary>The row in which some features stay and the others are taken away; of a picture pixel by pixel.</summary>
    /// <param name="coalition">For each feature whether it stays.</param>
    /// <param name="removal">How the others are taken away.</param>
    /// <param name="special">The tokenizer's special tokens.</param>
    public InputRow Keep(ReadOnlySpan<bool> coalition, Removal removal, SpecialTokens special) => Perturbed.Picture is null
        ? Perturbation.Keep(Perturbed, TokensKept(coalition), removal, special)
        : Perturbation.KeepUnits(Perturbed, coalition, removal, special);

    /// <summary>Which tokens stay when some features do.</summary>
    /// <param name="coalition">For each feature whether it stays.</param>
    public bool[] TokensKept(ReadOnlySpan<bool> coalition)
    {
        bool[] kept = new bool[_input.Tokens.Length];

        // Outside given spans everything stays.
        Array.Fill(kept, true);
        for (int i = 0; i < coalition.Length; i++)
        {
            foreach (int position in Groups[i])
            {
                kept[position] = coalition[i];
            }
        }

        return kept;
    }

    /// <summary>
    /// Scores per unit, where the units of the text are not its tokens and so the features are these units; otherwise empty.
    /// </summary>
    /// <param name="featureScores">One score per feature.</param>
    public ImmutableArray<double> PerUnit(ReadOnlySpan<double> featureScores) =>
        _input.Choice.Granularity == Granularity.Token ? [] : [.. featureScores];

    /// <summary>Scores per token: a feature's score is shared equally among its tokens, so that sums stay; special tokens get 0.</summary>
    /// <param name="featureScores">One score per feature.</param>
    public ImmutableArray<double> PerToken(ReadOnlySpan<double> featureScores)
    {
        if (_input.Picture is not null)
        {
            return _input.Share(featureScores);
        }

        double[] scores = new double[_input.Tokens.Length];
        for (int i = 0; i < featureScores.Length; i++)
        {
            foreach (int position in Groups[i])
            {
                scores[position] = _input.IsFixed(position) ? 0 : featureScores[i] / Groups[i].Length;
            }
        }

        return [.. scores];
    }

    private static void RequireTokens(TokenizedText input, object features)
    {
        if (input.Choice.Granularity != Granularity.Token)
        {
            throw new BenchException(
                $"The units explained are already chosen ({OptionsBinder.Key(input.Choice.Granularity.ToString())}), and the explainer's "
                    + "option names others",
                FormattableString.Invariant($"features={OptionsBinder.Key($"{features}")}"),
                "Leave the option features out, or explain with granularity token");
        }
    }
}
