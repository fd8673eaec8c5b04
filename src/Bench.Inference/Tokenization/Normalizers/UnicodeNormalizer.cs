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

        var result = new AlignedText(text);
        var pending = new List<Mark>();
        for (int i = 0; i < text.Length;)
        {
            Rune rune = text.RuneAt(i);
            Decompose(rune.Value, text.OriginOf(i), pending, result);
            i += rune.Utf16SequenceLength;
        }

        Flush(pending, result);
        return result;
    }

    private void Decompose(int codePoint, Origin origin, List<Mark> pending, AlignedText result)
    {
        if (Hangul.IsSyllable(codePoint))
        {
            (int leading, int vowel, int trailing) = Hangul.Decompose(codePoint);
            Add(leading, origin, 0, pending, result);
            Add(vowel, origin, 1, pending, result);
            if (trailing != 0)
            {
                Add(trailing, origin, 1, pending, result);
            }
        }
        else if (Decompositions.Of(codePoint, compatibility) is { } decomposition)
        {
            int added = 0;
            foreach (Rune part in decomposition.EnumerateRunes())
            {
                Add(part.Value, origin, added, pending, result);
                added = 1;
            }
        }
        else
        {
            Add(codePoint, origin, 0, pending, result);
        }
    }

    // A starter that composes with nothing before it ends what is pending, so that a huge text needs little room.
    private void Add(int codePoint, Origin origin, int added, List<Mark> pending, AlignedText result)
    {
        int combiningClass = CombiningClass.Of(codePoint);
        if (combiningClass == 0 && !(compose && Decompositions.IsSecond(codePoint)))
        {
            Flush(pending, result);
        }

        pending.Add(new Mark(codePoint, combiningClass, pending.Count, origin, added));
    }

    private void Flush(List<Mark> pending, AlignedText result)
    {
        Span<Mark> marks = CollectionsMarshal.AsSpan(pending);
        bool composes = compose && marks.Length > 1;
        Origin[] originals = composes ? [.. pending.Where(mark => mark.Added == 0).Select(mark => mark.Origin)] : [];
        Reorder(marks);
        if (composes)
        {
            Append(marks[..Compose(marks)], originals, result);
        }
        else
        {
            foreach (Mark mark in marks)
            {
                result.Append(new Rune(mark.CodePoint), mark.Origin);
            }
        }

        pending.Clear();
    }

    // As Hugging Face's tokenizers count: a character stands for the next one of the original, and for as many more as it has swallowed;
    // one that was added stands where the one before it stood.
    private static void Append(ReadOnlySpan<Mark> marks, Origin[] originals, AlignedText result)
    {
        int next = 0;
        foreach (Mark mark in marks)
        {
            bool isAdded = mark.Added > 0 || next == originals.Length;
            Origin origin = !isAdded ? originals[next] : next > 0 ? originals[next - 1] : mark.Origin;
            next += isAdded ? 0 : Math.Min(1 - mark.Added, originals.Length - next);
            result.Append(new Rune(mark.CodePoint), origin);
        }
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
            if (starter >= 0 && lastClass < mark.Class
                && Decompositions.Compose(marks[starter].CodePoint, mark.CodePoint) is > 0 and int composite)
            {
                marks[starter] = marks[starter] with { CodePoint = composite, Added = marks[starter].Added + mark.Added - 1 };
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

    // Added: 1 for a further character of a decomposition, 0 for any other; less by 1 for each that a composite has swallowed.
    private readonly record struct Mark(int CodePoint, int Class, int Order, Origin Origin, int Added);
}
