using System.Globalization;

namespace Bench.Abstractions;

/// <summary>
/// Sentences of a text by the default sentence boundaries of Unicode Standard Annex #29 (rules SB4 to SB11): a sentence ends at a line
/// break, and behind <c>. ! ?</c> and their kin with the quotes and brackets that close; a full stop ends none inside a number, before a
/// small letter, or between a letter and a capital without a space. Two additions: a full stop that stands alone, as tokenized corpora
/// write, ends one whatever follows; and one behind an initial (<c>J. Smith</c>, <c>e.g.</c>) or a title (<c>Dr.</c>, <c>vs.</c>) ends
/// none.
/// </summary>
internal static class SentenceSegments
{
    private const string Breaks = "\n\r\u0085\u2028\u2029";
    private const string FullStops = ".․﹒．";
    private const string Terminators = "!?‼⁇⁈⁉。！？｡؟۔।॥።";
    private const string Continues = ",-:;–—、，：；";

    // English titles and abbreviations behind which a name or an example follows; any list is incomplete.
    private static readonly HashSet<string> _abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "rev", "gen", "sen", "rep", "gov", "capt", "lt", "col", "sgt", "st", "mt", "vs", "cf",
    };

    /// <summary>The sentences in order, white space at their ends left out; together they hold every other character.</summary>
    /// <param name="text">The text.</param>
    public static List<(int Start, int End)> Of(string text)
    {
        var sentences = new List<(int Start, int End)>();
        int start = 0;
        for (int i = 0; i < text.Length;)
        {
            int next = Breaks.Contains(text[i]) ? i + 1 : IsTerminator(text[i]) ? Behind(text, i) : i + 1;
            if (Breaks.Contains(text[i]) || (IsTerminator(text[i]) && Ends(text, i, next)))
            {
                Add(start, next);
                start = next;
            }

            i = next;
        }

        Add(start, text.Length);
        return sentences;

        void Add(int from, int to)
        {
            CharacterSpan span = new CharacterSpan(from, to).WithoutSpaces(text);
            if (span.Start < span.End)
            {
                sentences.Add((span.Start, span.End));
            }
        }
    }

    private static bool IsTerminator(char character) => FullStops.Contains(character) || Terminators.Contains(character);

    // Behind the run of terminators and what closes with it.
    private static int Behind(string text, int i)
    {
        while (i < text.Length && IsTerminator(text[i]))
        {
            i++;
        }

        while (i < text.Length && IsClosing(text, i))
        {
            i++;
        }

        return i;
    }

    private static bool IsClosing(string text, int i) =>
        char.GetUnicodeCategory(text[i]) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation
        || (text[i] is '"' or '\'' && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1])));

    private static bool Ends(string text, int at, int behind)
    {
        int next = behind;
        while (next < text.Length && char.IsWhiteSpace(text[next]) && !Breaks.Contains(text[next]))
        {
            next++;
        }

        if (next == text.Length || Breaks.Contains(text[next]))
        {
            return true;
        }

        if (Continues.Contains(text[next]) || IsTerminator(text[next]))
        {
            return false; // SB8a
        }

        return text.AsSpan(at..behind).ContainsAny(Terminators) || FullStopEnds(text, at, behind, next);
    }

    private static bool FullStopEnds(string text, int at, int behind, int next)
    {
        if (next == behind)
        {
            // SB6 to SB8: not in 3.5, good.The or e.g; but behind a closing quote, several stops, or before a script without capitals.
            return char.IsUpper(text[next])
                ? behind - at > 1 || at == 0 || !char.IsLetter(text[at - 1])
                : char.IsLetter(text[next]) && !char.IsLower(text[next]);
        }

        int first = at;
        while (first > 0 && char.IsLetterOrDigit(text[first - 1]))
        {
            first--;
        }

        bool single = behind == at + 1;
        bool alone = single && (at == 0 || char.IsWhiteSpace(text[at - 1]));
        bool isInitial = at - first == 1 && char.IsLetter(text[first])
            && (char.IsUpper(text[first]) || (first > 0 && text[first - 1] == '.'));
        bool abbreviates = single && (isInitial || _abbreviations.Contains(text[first..at]));
        return alone || (!abbreviates && !StartsSmall(text, next));
    }

    // SB8: a small letter, behind quotes and the like.
    private static bool StartsSmall(string text, int next)
    {
        while (next < text.Length && !char.IsLetter(text[next]) && !IsTerminator(text[next]) && !Breaks.Contains(text[next]))
        {
            next++;
        }

        return next < text.Length && char.IsLower(text[next]);
    }
}
