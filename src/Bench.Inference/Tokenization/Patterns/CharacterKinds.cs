using System.Globalization;
using System.Text;

namespace Bench.Inference;

/// <summary>Kinds of characters as Hugging Face's tokenizers understand them.</summary>
internal static class CharacterKinds
{
    /// <summary>Punctuation; ASCII symbols such as $ and + count as such.</summary>
    /// <param name="rune">A character.</param>
    public static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? char.IsBetween((char)rune.Value, '!', '~') && !char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsPunctuation(rune);

    /// <summary>Digits and other numbers: Ⅷ and ½ are among them.</summary>
    /// <param name="rune">A character.</param>
    public static bool IsNumber(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>
    /// The class \w of Unicode regular expressions (Technical Standard 18), but for a few symbols that count as alphabetic there.
    /// </summary>
    /// <param name="rune">A character.</param>
    public static bool IsWord(Rune rune) => Rune.IsLetter(rune) || rune.Value is 0x200C or 0x200D or (>= 0x24B6 and <= 0x24E9)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.LetterNumber
            or UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark;
}
