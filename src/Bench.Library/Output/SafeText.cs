using System.Globalization;
using System.Text;

namespace Bench.Library;

/// <summary>Makes text from strangers harmless on a terminal.</summary>
internal static class SafeText
{
    /// <summary>Replaces control and format characters, which could move the cursor or reorder text, by a visible stand-in.</summary>
    public static string Printable(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool harmless = category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
            result.Append(harmless ? rune.ToString() : rune.Value is '\n' or '\t' ? " " : "\uFFFD");
        }

        return result.ToString();
    }
}
