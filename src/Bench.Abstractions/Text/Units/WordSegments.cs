using System.Globalization;
using System.Text;

namespace Bench.Abstractions;

/// <summary>
/// Words of a text by the default word boundaries of Unicode Standard Annex #29 (rules WB3 to WB13), from the general categories that .NET
/// knows: letters, digits and underscores join; an apostrophe, full stop, middle dot or colon joins two letters (<c>don't</c>), a full
/// stop, comma, semicolon or apostrophe two digits (<c>3,000.5</c>); Han characters and Hiragana stand alone. Two deviations: a run of one
/// punctuation mark (<c>...</c>) is one word, and scripts that need a dictionary (Thai, Lao, Khmer, Burmese) are one word between spaces.
/// </summary>
internal static class WordSegments
{
    private enum Kind
    {
        Space,
        Letter,
        Digit,
        Connector,
        Katakana,
        Ideograph,
        Mark,
    }

    /// <summary>The words in order; white space belongs to none.</summary>
    /// <param name="text">The text.</param>
    public static List<(int Start, int End)> Of(string text)
    {
        List<(int Start, int End, Kind Kind)> clusters = Clusters(text);
        var words = new List<(int Start, int End)>();
        for (int i = 0; i < clusters.Count; i++)
        {
            if (clusters[i].Kind == Kind.Space)
            {
                continue;
            }

            if (i > 0 && Joins(text, clusters, i))
            {
                words[^1] = (words[^1].Start, clusters[i].End);
            }
            else
            {
                words.Add((clusters[i].Start, clusters[i].End));
            }
        }

        return words;
    }

    // Grapheme clusters are never parted (WB3, WB4): a letter with its accents, an emoji of several characters.
    private static List<(int Start, int End, Kind Kind)> Clusters(string text)
    {
        var clusters = new List<(int, int, Kind)>();
        for (int start = 0; start < text.Length;)
        {
            int end = start + StringInfo.GetNextTextElementLength(text.AsSpan(start));
            clusters.Add((start, end, KindOf(text.AsSpan(start))));
            start = end;
        }

        return clusters;
    }

    private static bool Joins(string text, List<(int Start, int End, Kind Kind)> clusters, int i)
    {
        (Kind before, Kind here) = (clusters[i - 1].Kind, clusters[i].Kind);
        return here == Kind.Mark
            ? IsSame(text, clusters[i - 1], clusters[i]) || IsBridge(text, clusters, i)
            : IsWord(before) && IsWord(here)
            || (before, here) is (Kind.Katakana, Kind.Katakana or Kind.Connector) or (Kind.Connector, Kind.Katakana)
            || (before == Kind.Mark && IsBridge(text, clusters, i - 1));
    }

    private static bool IsWord(Kind kind) => kind is Kind.Letter or Kind.Digit or Kind.Connector;

    private static bool IsSame(string text, (int Start, int End, Kind Kind) a, (int Start, int End, Kind Kind) b) =>
        text.AsSpan(a.Start..a.End).SequenceEqual(text.AsSpan(b.Start..b.End));

    // WB6, WB7, WB11, WB12: one mark between two letters or two digits.
    private static bool IsBridge(string text, List<(int Start, int End, Kind Kind)> clusters, int i) =>
        i > 0 && i + 1 < clusters.Count && clusters[i].End - clusters[i].Start == 1 && (clusters[i - 1].Kind, clusters[i + 1].Kind) switch
        {
            (Kind.Letter, Kind.Letter) => "'’‘.․﹒＇．:·‧".Contains(text[clusters[i].Start], StringComparison.Ordinal),
            (Kind.Digit, Kind.Digit) => "'’‘.․﹒＇．,;，；".Contains(text[clusters[i].Start], StringComparison.Ordinal),
            _ => false,
        };

    private static Kind KindOf(ReadOnlySpan<char> text)
    {
        Rune.DecodeFromUtf16(text, out Rune rune, out _);
        return rune.Value switch
        {
            >= 0x30A1 and <= 0x30FA or >= 0x30FC and <= 0x30FF or >= 0x31F0 and <= 0x31FF or >= 0xFF66 and <= 0xFF9F => Kind.Katakana,
            0x3005 or 0x3007 or >= 0x3041 and <= 0x309F or >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF
                or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF => Kind.Ideograph,
            _ => Rune.GetUnicodeCategory(rune) switch
            {
                _ when Rune.IsWhiteSpace(rune) => Kind.Space,
                UnicodeCategory.DecimalDigitNumber => Kind.Digit,
                UnicodeCategory.ConnectorPunctuation => Kind.Connector,
                <= UnicodeCategory.EnclosingMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Letter,
                _ => Kind.Mark,
            },
        };
    }
}
