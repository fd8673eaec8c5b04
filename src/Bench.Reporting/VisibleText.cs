using System.Globalization;
using System.Text;

namespace Bench.Reporting;

/// <summary>Makes characters of strangers harmless wherever text is shown.</summary>
internal static class VisibleText
{
    /// <summary>
    /// Control characters and those that reorder the text around them become visible stand-ins. Joiners stay, since emoji and many scripts
    /// need them, and so do the marks that only order the text beside them.
    /// </summary>
    public static string Of(string text) => string.Concat(text.EnumerateRunes().Select(Harmless));

    /// <summary>The same of one character.</summary>
    public static string Harmless(Rune rune) => rune.Value switch
    {
        < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
        0x7F => "␡",
        (>= 0x80 and < 0xA0) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF =>
            "\uFFFD",
        _ => rune.ToString(),
    };

    /// <summary>
    /// For terminals, which know no isolation: format characters go as well, and those that only a font of one's own can show.
    /// </summary>
    public static string ForTerminal(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value is '\n' or '\t'
            ? " "
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse ? "\uFFFD" : Harmless(rune)));
}
