using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>
/// Parts the tokens of a text that are not fixed into units. Words and sentences are found in the characters, so that every tokenizer has
/// the same ones; a token belongs to those that it shares a character with, and a token that reaches across several makes one unit of
/// them. A token of white space alone goes with the token behind it, or the one before where none follows. No unit crosses from one text
/// of a pair to the other.
/// </summary>
internal static class UnitPartition
{
    /// <summary>The units, in order of the text; given segments in the order given.</summary>
    /// <param name="input">The text.</param>
    /// <param name="choice">What is one unit.</param>
    public static ImmutableArray<Unit> Of(TokenizedText input, UnitChoice choice) => choice.Granularity switch
    {
        _ when input.Picture is { } picture => PictureUnits.Of(picture, choice, input.IsNeverChosen),
        Granularity.Token => [.. input.FeaturePositions.Select(position => Make(input, [position]))],
        Granularity.Segments => [.. choice.Segments.Select(segment => Make(input, Touching(input, segment)))],
        _ => [.. Groups(input, choice.Granularity == Granularity.Word ? WordSegments.Of : SentenceSegments.Of)
            .Select(group => Make(input, group))],
    };

    /// <summary>The tokens that share a character with a stretch and are not fixed.</summary>
    /// <param name="input">The text.</param>
    /// <param name="segment">The stretch.</param>
    public static ImmutableArray<int> Touching(TokenizedText input, CharacterSpan segment) =>
        [.. Enumerable.Range(0, input.Tokens.Length).Where(i =>
            !input.IsNeverChosen(i) && input.CharactersOf(input.Tokens[i]).Touches(segment))];

    private static List<List<int>> Groups(TokenizedText input, Func<string, List<(int Start, int End)>> segment)
    {
        var groups = new List<List<int>>();
        foreach (IGrouping<int, int> text in input.FeaturePositions.GroupBy(position => input.Tokens[position].Segment))
        {
            List<(int Start, int End)> segments = segment(text.Key == 0 ? input.Text : input.TextPair!);
            List<int> open = [], blank = [];
            int reached = int.MaxValue;
            foreach (int position in text)
            {
                (int first, int last) = Reach(segments, input.CharactersOf(input.Tokens[position]));
                if (first < 0)
                {
                    blank.Add(position);
                    continue;
                }

                if (first > reached)
                {
                    groups.Add(open);
                    open = [];
                }

                open.AddRange([.. blank, position]);
                blank.Clear();
                reached = reached == int.MaxValue ? last : Math.Max(reached, last);
            }

            groups.Add([.. open, .. blank]);
        }

        return groups;
    }

    // The first and last segment that share a character with a token; −1 where none does.
    private static (int First, int Last) Reach(List<(int Start, int End)> segments, CharacterSpan token)
    {
        if (token.Start == token.End)
        {
            return (-1, -1);
        }

        int first = Count(segments, segment => segment.End <= token.Start);
        int last = Count(segments, segment => segment.Start < token.End) - 1;
        return last < first ? (-1, -1) : (first, last);
    }

    // How many of a list hold a condition that the first so many hold and no other: by halves, since long texts have many words.
    private static int Count(List<(int Start, int End)> segments, Func<(int Start, int End), bool> holds)
    {
        (int low, int high) = (0, segments.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = holds(segments[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static Unit Make(TokenizedText input, IReadOnlyList<int> positions)
    {
        CharacterSpan[] spans = [.. positions.Select(position => input.CharactersOf(input.Tokens[position]))];
        CharacterSpan[] shown = [.. spans.Where(span => span.Start < span.End)];
        spans = shown.Length > 0 ? shown : spans;
        return new Unit(new CharacterSpan(spans.Min(span => span.Start), spans.Max(span => span.End), spans[0].Segment), [.. positions]);
    }
}
