using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>What given segments must be to part a text.</summary>
internal static class SegmentRules
{
    private const string Form = "Give every segment as characters [start, end) of the text, none of them sharing a token with another";

    /// <summary>Refuses a choice that does not part a text.</summary>
    /// <param name="input">The text.</param>
    /// <param name="choice">The choice.</param>
    /// <exception cref="BenchException">A segment lies outside the text, holds no token or one of another; or there is none.</exception>
    public static void Require(TokenizedText input, UnitChoice choice)
    {
        if (choice.Granularity is Granularity.Patch or Granularity.Cell or Granularity.Superpixel)
        {
            throw new BenchException(
                $"A text has no parts of granularity '{choice.Granularity.ToString().ToLowerInvariant()}'", "granularity",
                "Choose token, word, sentence or segments");
        }

        if (choice.Granularity != Granularity.Segments)
        {
            return;
        }

        if (choice.Segments.IsEmpty)
        {
            throw new BenchException("The granularity is segments, but the text has none", "segments", Form);
        }

        var taken = new HashSet<int>();
        foreach (CharacterSpan segment in choice.Segments)
        {
            int length = (segment.Segment == 1 ? input.TextPair : input.Text)?.Length ?? 0;
            if (segment.Start < 0 || segment.End <= segment.Start || segment.End > length)
            {
                throw new BenchException(
                    FormattableString.Invariant($"The segment {Name(segment)} does not lie in the text of {length} characters"),
                    "segments",
                    Form);
            }

            ImmutableArray<int> positions = UnitPartition.Touching(input, segment);
            if (positions.IsEmpty || positions.Any(position => !taken.Add(position)))
            {
                throw new BenchException(
                    $"The segment {Name(segment)} {(positions.IsEmpty ? "holds no token" : "shares a token with another")}",
                    "segments",
                    Form);
            }
        }
    }

    private static string Name(CharacterSpan segment) =>
        FormattableString.Invariant($"{(segment.Segment == 1 ? "2:" : "")}{segment.Start}-{segment.End}");
}
