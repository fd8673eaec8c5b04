using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Shows explanations in units: a text in which each unit is one token, so that whatever shows tokens shows units.</summary>
public static class UnitView
{
    /// <summary>The units explained; the same record where they are tokens.</summary>
    /// <param name="record">The explanations.</param>
    public static ExplanationRecord InUnits(this ExplanationRecord record) =>
        record.Explanations.Select(explanation => explanation.Units).FirstOrDefault(units => units is not null) is { } units
            ? record.Image is not null
                ? Parts(record, units)
                : Merge(record, [.. units.Select(unit => (new CharacterSpan(unit.Start, unit.End, unit.Segment), unit.Tokens))])
            : record;

    /// <summary>The same without what people are not shown: the hypothesis of zero-shot classification, unless it was asked for.</summary>
    /// <param name="record">The explanations.</param>
    public static ExplanationRecord WithoutHidden(this ExplanationRecord record)
    {
        if (record.HiddenSegment is not { } hidden)
        {
            return record;
        }

        int[] shown = [.. Enumerable.Range(0, record.Tokens.Length).Where(i => record.Tokens[i].Segment != hidden)];
        return record with
        {
            TextPair = hidden == 1 ? null : record.TextPair,
            HiddenSegment = null,
            Tokens = [.. shown.Select(i => record.Tokens[i])],
            Rationales = record.Rationales is { } all
                ? [.. all.Select(spans => (ImmutableArray<ImmutableArray<int>>)[.. spans.Where(span => span[2] != hidden)])]
                : null,
            Explanations = [.. record.Explanations.Select(one => one with { Scores = [.. shown.Select(i => one.Scores[i])] })],
        };
    }

    /// <summary>The units explained, or the words of the text with the sums of their tokens' scores where these are tokens.</summary>
    /// <param name="record">The explanations.</param>
    public static ExplanationRecord InWords(this ExplanationRecord record)
    {
        if (record.Explanations.Any(explanation => explanation.Units is not null))
        {
            return record.InUnits();
        }

        if (record.Image is not null)
        {
            return record;
        }

        var text = new TokenizedText
        {
            Text = record.Text,
            TextPair = record.TextPair,
            Tokens = [.. record.Tokens.Select((token, i) =>
                new Token(0, token.Text, token.Start, token.End, token.Special, token.Segment, 0, token.Special ? -1 : i))],
        };
        return Merge(record, [.. text.InUnits(new UnitChoice(Granularity.Word)).Units.Select(unit => (unit.Characters, unit.Positions))]);
    }

    // Parts of a picture may share patches; they stand behind the special tokens.
    private static ExplanationRecord Parts(ExplanationRecord record, ImmutableArray<RecordedUnit> units)
    {
        int[] special = [.. Enumerable.Range(0, record.Tokens.Length).Where(i => record.Tokens[i].Special)];
        return record with
        {
            Tokens =
            [
                .. special.Select(i => record.Tokens[i]),
                .. units.Select(unit => new RecordedToken(0, unit.Text ?? "", 0, 0, Special: false, Type: 0, Segment: 0)),
            ],
            Explanations = [.. record.Explanations.Select(explanation => explanation with
            {
                Scores = [.. special.Select(i => explanation.Scores[i]),
                    .. explanation.Units?.Select(unit => unit.Score) ?? units.Select(_ => 0.0)],
                Units = null,
            })],
        };
    }

    private static ExplanationRecord Merge(
        ExplanationRecord record, ImmutableArray<(CharacterSpan Characters, ImmutableArray<int> Positions)> units)
    {
        int[] owners = new int[record.Tokens.Length];
        Array.Fill(owners, -1);
        foreach ((int k, (CharacterSpan _, ImmutableArray<int> positions)) in units.Index())
        {
            foreach (int position in positions)
            {
                owners[position] = k;
            }
        }

        // A unit stands where its first token does; tokens of no unit stay what they are.
        int[] shown = [.. Enumerable.Range(0, owners.Length).Where(i => owners[i] < 0 || Array.IndexOf(owners, owners[i]) == i)];
        return record with
        {
            Tokens = [.. shown.Select(i => owners[i] < 0
                ? record.Tokens[i] with { IsOutside = true }
                : TokenOf(record, units[owners[i]].Characters))],
            Explanations = [.. record.Explanations.Select(explanation => explanation with
            {
                Scores = [.. shown.Select(i => owners[i] < 0
                    ? explanation.Scores[i]
                    : Score(explanation, owners[i], units[owners[i]].Positions))],
                Units = null,
            })],
        };
    }

    private static RecordedToken TokenOf(ExplanationRecord record, CharacterSpan span) => new(
        0, (span.Segment == 0 ? record.Text : record.TextPair!)[span.Start..span.End], span.Start, span.End, Special: false, Type: 0,
        span.Segment);

    private static double Score(RecordedExplanation explanation, int unit, ImmutableArray<int> positions) =>
        explanation.Units is { } units && unit < units.Length ? units[unit].Score : positions.Sum(position => explanation.Scores[position]);
}
