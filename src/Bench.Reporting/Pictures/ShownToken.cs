using System.Collections.Immutable;
using Bench.Abstractions;
using Bench.Evaluation;

namespace Bench.Reporting;

/// <summary>A token as people read it.</summary>
/// <param name="Index">Its place among all tokens.</param>
/// <param name="Gap">Text between the token before and this one.</param>
/// <param name="Text">Its text: the original characters, or what people read for its piece where it has none.</param>
/// <param name="IsChip">Whether it stands for no characters of the text: special tokens, and further pieces of one character.</param>
/// <param name="Segment">0 in the first text, 1 in the second.</param>
/// <param name="IsRationale">Whether people marked it.</param>
internal sealed record ShownToken(int Index, string Gap, string Text, bool IsChip, int Segment, bool IsRationale = false)
{
    /// <summary>The text behind the last token of a segment, where it was cut off or is white space.</summary>
    public static string Rest(ExplanationRecord record, int segment)
    {
        string text = segment == 0 ? record.Text : record.TextPair ?? "";
        int end = record.Tokens.Where(token => !token.Special && token.Segment == segment).Select(token => token.End).DefaultIfEmpty(0)
            .Max();
        return segment == record.HiddenSegment ? "" : text[end..];
    }

    /// <summary>
    /// The tokens of a text in order, but for a hidden segment. Tokens may share characters: each is shown with the first of them.
    /// </summary>
    public static ImmutableArray<ShownToken> Of(ExplanationRecord record)
    {
        string[] texts = [record.Text, record.TextPair ?? ""];
        int[] ends = [0, 0];
        var tokens = ImmutableArray.CreateBuilder<ShownToken>();
        ImmutableArray<string> readable = record.ReadableTokens();
        foreach ((int i, RecordedToken token) in record.Tokens.Index().Where(token => token.Item.Segment != record.HiddenSegment))
        {
            if (token.Special)
            {
                tokens.Add(new ShownToken(i, "", token.Text, true, token.Segment));
                continue;
            }

            int end = ends[token.Segment];
            CharacterSpan span = new CharacterSpan(token.Start, token.End).WithoutSpaces(texts[token.Segment]);
            int start = Math.Max(span.Start, end);
            string text = start < span.End ? texts[token.Segment][start..span.End] : "";
            tokens.Add(
                new ShownToken(i, texts[token.Segment][end..start], text.Length == 0 ? readable[i] : text, text.Length == 0, token.Segment,
                    IsMarked(record, span)));
            ends[token.Segment] = Math.Max(end, span.End);
        }

        return tokens.ToImmutable();
    }

    private static bool IsMarked(ExplanationRecord record, CharacterSpan span) =>
        (record.Rationales ?? []).SelectMany(rationale => rationale)
            .Any(marked => marked[2] == span.Segment && marked[0] < span.End && span.Start < marked[1]);
}
