using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>A text, a pair of texts, or a picture, as the model sees it.</summary>
public sealed class TokenizedText
{
    private InputRow? _row;
    private ImmutableArray<int> _features;
    private ImmutableArray<Unit> _units;

    /// <summary>The original text. Untrusted.</summary>
    public required string Text { get; init; }

    /// <summary>The second text of a pair, or <see langword="null"/>. Untrusted.</summary>
    public string? TextPair { get; init; }

    /// <summary>The tokens in model order, special tokens included.</summary>
    public required ImmutableArray<Token> Tokens { get; init; }

    /// <summary>The picture, whose tokens are its patches, or <see langword="null"/> for texts.</summary>
    public PictureInput? Picture { get; init; }

    /// <summary>How many tokens were cut off because the model takes no more.</summary>
    public int Truncated { get; init; }

    /// <summary>
    /// The segment whose tokens are shown to the model but never taken away, or <see langword="null"/>: the hypothesis of zero-shot
    /// classification, which is the question and no evidence.
    /// </summary>
    public int? FixedSegment { get; init; }

    /// <summary>Whether people are not shown the tokens of <see cref="FixedSegment"/>.</summary>
    public bool IsFixedHidden { get; private init; }

    /// <summary>
    /// Positions whose outputs are explained. Deletion leaves a mask token in their places, since a token that is not there has no output.
    /// </summary>
    public ImmutableArray<int> Anchors { get; init; } = [];

    /// <summary>What is explained, taken away and judged as one: tokens, unless words, sentences or segments are chosen.</summary>
    public UnitChoice Choice { get; private init; } = UnitChoice.Tokens;

    /// <summary>The units of the text: the features of every perturbation method, and what scores are of.</summary>
    public ImmutableArray<Unit> Units => _units.IsDefault ? _units = UnitPartition.Of(this, Choice) : _units;

    /// <summary>Positions of the tokens that are not fixed, in order.</summary>
    public ImmutableArray<int> FeaturePositions => _features.IsDefault
        ? _features = [.. Enumerable.Range(0, Tokens.Length).Where(i => !IsFixed(i))]
        : _features;

    /// <summary>The characters of a token, white space at their ends left out.</summary>
    /// <param name="token">A token of this text.</param>
    public CharacterSpan CharactersOf(Token token) =>
        new CharacterSpan(token.Start, token.End, token.Segment).WithoutSpaces(token.Segment == 0 ? Text : TextPair ?? "");

    /// <summary>The characters of a unit; of a picture, the name of the part, see <see cref="PictureUnits.NameOf"/>.</summary>
    /// <param name="unit">A unit of this text.</param>
    public string CharactersOf(Unit unit) => Picture is not null
        ? PictureUnits.NameOf(this, unit)
        : (unit.Characters.Segment == 0 ? Text : TextPair ?? "")[unit.Characters.Start..unit.Characters.End];

    /// <summary>
    /// Whether a token is part of no unit: it is special, belongs to <see cref="FixedSegment"/>, or lies outside the segments chosen.
    /// </summary>
    /// <param name="position">Position of the token.</param>
    public bool IsFixed(int position) =>
        IsNeverChosen(position)
        || (Choice.Granularity == Granularity.Segments && !Choice.Segments.Any(CharactersOf(Tokens[position]).Touches));

    /// <summary>The same text, anchored where a target reads.</summary>
    /// <param name="target">The target.</param>
    public TokenizedText AnchoredAt(Target target)
    {
        TokenizedText anchored = With(Tokens, FixedSegment, [.. target.Positions.Distinct()], Choice);
        (anchored._features, anchored._units) = (_features, _units);
        return anchored;
    }

    /// <summary>Whether deletion keeps a place for every token that a target reads.</summary>
    /// <param name="target">The target.</param>
    public bool IsAnchoredAt(Target target) => target.Positions.All(Anchors.Contains);

    /// <summary>The same text with every token a feature, special and fixed ones too.</summary>
    public TokenizedText WithoutFixed() =>
        With([.. Tokens.Select(token => token with { IsSpecial = false })], null, Anchors, UnitChoice.Tokens);

    /// <summary>The same text with one segment fixed, or none.</summary>
    /// <param name="segment">See <see cref="FixedSegment"/>.</param>
    /// <param name="isHidden">See <see cref="IsFixedHidden"/>.</param>
    public TokenizedText WithFixed(int? segment, bool isHidden = false) => With(Tokens, segment, Anchors, Choice, isHidden);

    /// <summary>The same text in other units.</summary>
    /// <param name="choice">What is one unit.</param>
    /// <exception cref="BenchException">
    /// A segment lies outside the text, holds no token, or shares one with another; or the choice is one for pictures and this is a text,
    /// or the other way round.
    /// </exception>
    public TokenizedText InUnits(UnitChoice choice)
    {
        if (Picture is not null)
        {
            return With(Tokens, FixedSegment, Anchors, PictureUnits.Of(Picture, choice));
        }

        SegmentRules.Require(this, choice);
        return With(Tokens, FixedSegment, Anchors, choice);
    }

    /// <summary>Which tokens stay when some units do: all of theirs, and every token of no unit.</summary>
    /// <param name="units">For every unit whether it stays.</param>
    public bool[] TokensKept(ReadOnlySpan<bool> units)
    {
        bool[] kept = new bool[Tokens.Length];
        Array.Fill(kept, true);
        for (int i = 0; i < units.Length; i++)
        {
            foreach (int position in Units[i].Positions)
            {
                kept[position] = units[i];
            }
        }

        return kept;
    }

    /// <summary>Scores per unit out of scores per token, as <see cref="UnitChoice.Gather"/> says.</summary>
    /// <param name="scores">One score per token, special tokens included.</param>
    public double[] Gather(ReadOnlySpan<double> scores)
    {
        double[] gathered = new double[Units.Length];
        for (int i = 0; i < gathered.Length; i++)
        {
            gathered[i] = Picture is null
                ? Choice.Gather.Of(scores, Units[i].Positions)
                : Choice.Gather.Of(scores, Units[i], Picture.Shape);
        }

        return gathered;
    }

    /// <summary>Scores per unit of a picture out of scores per pixel.</summary>
    /// <param name="pixels">One score per pixel.</param>
    public double[] GatherPixels(ReadOnlySpan<double> pixels)
    {
        double[] gathered = new double[Units.Length];
        for (int i = 0; i < gathered.Length; i++)
        {
            gathered[i] = Choice.Gather.OfPixels(pixels, Units[i]);
        }

        return gathered;
    }

    /// <summary>
    /// Scores per token out of scores per unit: each is shared equally, of a picture by pixel, so that sums stay; tokens of no unit get 0.
    /// </summary>
    /// <param name="unitScores">One score per unit.</param>
    public ImmutableArray<double> Share(ReadOnlySpan<double> unitScores)
    {
        if (Picture is not null)
        {
            return [.. ShareByPixel(unitScores)];
        }

        double[] scores = new double[Tokens.Length];
        for (int i = 0; i < unitScores.Length; i++)
        {
            foreach (int position in Units[i].Positions)
            {
                scores[position] = unitScores[i] / Units[i].Positions.Length;
            }
        }

        return [.. scores];
    }

    /// <summary>The same picture beside another, see <see cref="PictureInput.Reference"/>.</summary>
    /// <param name="reference">The other picture.</param>
    public TokenizedText WithReference(PictureInput reference) =>
        With(Tokens, FixedSegment, Anchors, Choice, picture: Picture!.WithReference(reference));

    /// <summary>The unperturbed row.</summary>
    public InputRow Row => _row ??= new InputRow
    {
        TokenIds = Tokens.Select(token => token.Id).ToArray(),
        TypeIds = Tokens.Any(token => token.TypeId != 0) ? Tokens.Select(token => token.TypeId).ToArray() : default,
        Pixels = Picture?.Patches ?? default,
    };

    /// <summary>A picture as tokens: ids are places, and a patch is called by its row and column, counted from 0.</summary>
    /// <param name="picture">The picture.</param>
    public static TokenizedText Of(PictureInput picture) => new()
    {
        Text = "",
        Choice = PictureUnits.Of(picture, UnitChoice.Tokens),
        Picture = picture,
        Tokens = [.. Enumerable.Range(0, picture.Shape.Places).Select(place =>
        {
            int patch = Math.Max(-1, place - picture.Shape.FirstPatch);
            return new Token(place, picture.Shape.NameOf(place), 0, 0, IsSpecial: patch < 0, 0, 0, patch);
        })],
    };

    /// <summary>Whether no choice of units can hold a token.</summary>
    internal bool IsNeverChosen(int position) => Tokens[position].IsSpecial || Tokens[position].Segment == FixedSegment;

    private double[] ShareByPixel(ReadOnlySpan<double> unitScores)
    {
        double[] scores = new double[Tokens.Length];
        for (int i = 0; i < unitScores.Length; i++)
        {
            foreach ((int part, int pixels) in PictureUnits.Parts(Picture!.Shape, Units[i]).Index())
            {
                scores[Units[i].Positions[part]] += unitScores[i] * pixels / Units[i].Area.Length;
            }
        }

        return scores;
    }

    private TokenizedText With(
        ImmutableArray<Token> tokens, int? fixedSegment, ImmutableArray<int> anchors, UnitChoice choice, bool? isFixedHidden = null,
        PictureInput? picture = null) =>
        new()
        {
            Text = Text,
            TextPair = TextPair,
            Picture = picture ?? Picture,
            Tokens = tokens,
            Truncated = Truncated,
            FixedSegment = fixedSegment,
            IsFixedHidden = isFixedHidden ?? IsFixedHidden,
            Anchors = anchors,
            Choice = choice,
        };
}
