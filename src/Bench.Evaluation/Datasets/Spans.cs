using System.Text;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Checks the spans of one instance and brings them to UTF-16 units.</summary>
/// <param name="text">The text.</param>
/// <param name="textPair">The second text, or <see langword="null"/>.</param>
/// <param name="unit">What the offsets count.</param>
/// <param name="where">Where the spans were read, for messages.</param>
internal sealed class Spans(string text, string? textPair, OffsetUnit unit, string where)
{
    private readonly int[]?[] _units = new int[]?[2];

    /// <summary>The text of spans that do not say: 0 for the text, 1 for the second.</summary>
    public int Segment { get; init; }

    /// <summary>The same for spans of one of the texts.</summary>
    /// <param name="segment">0 for the text, 1 for the second.</param>
    public Spans In(int segment) => new(text, textPair, unit, where) { Segment = segment };

    /// <summary>A span of the text.</summary>
    /// <param name="start">First character.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="segment">0 for the text, 1 for the second; <see cref="Segment"/> unless given.</param>
    /// <exception cref="BenchException">The span is empty, lies outside its text, or splits a character.</exception>
    public CharacterSpan Check(int start, int end, int? segment = null)
    {
        int which = segment ?? Segment;
        string? owner = which switch { 0 => text, 1 => textPair, _ => null };
        if (owner is null)
        {
            throw new BenchException(
                $"The span {start}-{end} is of segment {which}, but there is {(textPair is null ? "one text" : "segment 0 and 1")}",
                where,
                "Use segment 0 for the text and 1 for the second text");
        }

        int[]? units = unit == OffsetUnit.CodePoints ? _units[which] ??= Units(owner) : null;
        int length = units is null ? owner.Length : units.Length - 1;
        if (start < 0 || start >= end || end > length)
        {
            throw new BenchException(
                $"The span {start}-{end} does not lie inside the text, which has {length} characters",
                where,
                "Give start and end with 0 ≤ start < end ≤ length; offsets count from 0 and end is one past the last character");
        }

        if (units is not null)
        {
            return new CharacterSpan(units[start], units[end], which);
        }

        return SplitsPair(owner, start) || SplitsPair(owner, end)
            ? throw new BenchException(
                $"The span {start}-{end} begins or ends inside a character of two UTF-16 units",
                where,
                "Count UTF-16 units, or set the dataset's option offsets to code-points if the offsets come from Python")
            : new CharacterSpan(start, end, which);
    }

    /// <summary>How many offsets a text takes.</summary>
    /// <param name="part">The text.</param>
    public int LengthOf(string part) => unit == OffsetUnit.CodePoints ? part.EnumerateRunes().Count() : part.Length;

    /// <summary>Spans of neighbouring characters.</summary>
    /// <param name="indices">Indices of single characters of the text, in any order.</param>
    /// <exception cref="BenchException">An index lies outside the text.</exception>
    public IEnumerable<CharacterSpan> OfCharacters(IEnumerable<int> indices)
    {
        (int Start, int End)? run = null;
        foreach (int index in indices.Distinct().Order())
        {
            if (run is { } open && open.End == index)
            {
                run = (open.Start, index + 1);
                continue;
            }

            if (run is { } closed)
            {
                yield return Check(closed.Start, closed.End);
            }

            run = (index, index + 1);
        }

        if (run is { } last)
        {
            yield return Check(last.Start, last.End);
        }
    }

    /// <summary>The spans in order, overlapping ones made one; those that only touch stay apart.</summary>
    /// <param name="spans">Checked spans.</param>
    public static Rationale Merge(IEnumerable<CharacterSpan> spans)
    {
        var merged = new List<CharacterSpan>();
        foreach (CharacterSpan span in spans.OrderBy(span => span.Segment).ThenBy(span => span.Start).ThenBy(span => span.End))
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Segment == span.Segment && span.Start < last.End)
            {
                merged[^1] = last with { End = Math.Max(last.End, span.End) };
            }
            else
            {
                merged.Add(span);
            }
        }

        return new Rationale([.. merged]);
    }

    // Where each code point starts, in UTF-16 units, and where the last one ends.
    private static int[] Units(string text)
    {
        var units = new List<int>(text.Length + 1) { 0 };
        foreach (Rune rune in text.EnumerateRunes())
        {
            units.Add(units[^1] + rune.Utf16SequenceLength);
        }

        return [.. units];
    }

    private static bool SplitsPair(string text, int index) =>
        index > 0 && index < text.Length && char.IsSurrogatePair(text[index - 1], text[index]);
}
