using System.Runtime.InteropServices;
using System.Text;

namespace Bench.Inference;

/// <summary>The four normalization forms (Unicode Standard Annex 15), with alignment.</summary>
/// <param name="compatibility">Decompose compatibility variants too (NFKC, NFKD).</param>
/// <param name="compose">Compose again afterwards (NFC, NFKC).</param>
internal sealed class UnicodeNormalizer(bool compatibility, bool compose) : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text)
    {
        if (Ascii.IsValid(text.Units))
        {
            return text;
        }

        List<Mark> marks = Decompose(text);
        Reorder(CollectionsMarshal.AsSpan(marks));
        int length = compose ? Compose(CollectionsMarshal.AsSpan(marks)) : marks.Count;
        var result = new AlignedText(text.Length);
        foreach (Mark mark in CollectionsMarshal.AsSpan(marks)[..length])
        {
            result.Append(new Rune(mark.CodePoint), mark.Origin);
        }

        return result;
    }

    private List<Mark> Decompose(AlignedText text)
    {
        var marks = new List<Mark>(text.Length);
        for (int i = 0; i < text.Length;)
        {
            Rune rune = text.RuneAt(i);
            Origin origin = text.OriginOf(i);
            i += rune.Utf16SequenceLength;
            if (Hangul.IsSyllable(rune.Value))
            {
                (int leading, int vowel, int trailing) = Hangul.Decompose(rune.Value);
                marks.Add(new Mark(leading, 0, marks.Count, origin));
                marks.Add(new Mark(vowel, 0, marks.Count, origin));
                if (trailing != 0)
                {
                    marks.Add(new Mark(trailing, 0, marks.Count, origin));
                }
            }
            else if (Decompositions.Of(rune.Value, compatibility) is { } decomposition)
            {
                foreach (Rune part in decomposition.EnumerateRunes())
                {
                    marks.Add(new Mark(part.Value, CombiningClass.Of(part.Value), marks.Count, origin));
                }
            }
            else
            {
                marks.Add(new Mark(rune.Value, CombiningClass.Of(rune.Value), marks.Count, origin));
            }
        }

        return marks;
    }

    // Canonical ordering: runs of non-starters are sorted by class, equal classes stay in order. The order within the text breaks
    // ties, because the library's sort is not stable and an insertion sort would be quadratic on hostile runs.
    private static void Reorder(Span<Mark> marks)
    {
        for (int i = 0; i < marks.Length; i++)
        {
            int start = i;
            bool sorted = true;
            while (i < marks.Length && marks[i].Class != 0)
            {
                sorted &= i == start || marks[i - 1].Class <= marks[i].Class;
                i++;
            }

            if (!sorted)
            {
                marks[start..i].Sort((a, b) => a.Class != b.Class ? a.Class - b.Class : a.Order - b.Order);
            }
        }
    }

    // The canonical composition algorithm, in place; gives the new length.
    private static int Compose(Span<Mark> marks)
    {
        int length = 0;
        int starter = -1;
        int lastClass = -1;
        foreach (Mark mark in marks)
        {
            // Blocked: something between the starter and this mark has the same or a higher class.
            if (starter >= 0 && lastClass < mark.Class && Decompositions.Compose(marks[starter].CodePoint, mark.CodePoint) is > 0 and int composite)
            {
                marks[starter] = marks[starter] with { CodePoint = composite, Origin = marks[starter].Origin.Union(mark.Origin) };
                continue;
            }

            if (mark.Class == 0)
            {
                starter = length;
            }

            lastClass = mark.Class == 0 ? -1 : mark.Class;
            marks[length++] = mark;
        }

        return length;
    }

    private readonly record struct Mark(int CodePoint, int Class, int Order, Origin Origin);
}
