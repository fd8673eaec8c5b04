using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bench.Inference;

/// <summary>
/// A text in which a character of the same general category stands for each one beyond U+FFFF: .NET's regular expressions see UTF-16
/// units and take such a character for two that are neither letters nor numbers nor symbols.
/// </summary>
internal readonly ref struct BasicPlaneImage
{
    // Rare characters, so that no pattern names them.
    private static readonly FrozenDictionary<UnicodeCategory, char> _images = new Dictionary<UnicodeCategory, char>
    {
        [UnicodeCategory.UppercaseLetter] = '\uA640',
        [UnicodeCategory.LowercaseLetter] = '\uA641',
        [UnicodeCategory.ModifierLetter] = '\uA60C',
        [UnicodeCategory.OtherLetter] = '\uA001',
        [UnicodeCategory.NonSpacingMark] = '\uA66F',
        [UnicodeCategory.SpacingCombiningMark] = '\uA823',
        [UnicodeCategory.EnclosingMark] = '\uA670',
        [UnicodeCategory.DecimalDigitNumber] = '\uA629',
        [UnicodeCategory.LetterNumber] = '\uA6E6',
        [UnicodeCategory.OtherNumber] = '\uA830',
        [UnicodeCategory.ConnectorPunctuation] = '\uFE4D',
        [UnicodeCategory.DashPunctuation] = '\uFE58',
        [UnicodeCategory.OpenPunctuation] = '\uFE59',
        [UnicodeCategory.ClosePunctuation] = '\uFE5A',
        [UnicodeCategory.OtherPunctuation] = '\uA673',
        [UnicodeCategory.MathSymbol] = '\uFE62',
        [UnicodeCategory.CurrencySymbol] = '\uA838',
        [UnicodeCategory.ModifierSymbol] = '\uA700',
        [UnicodeCategory.OtherSymbol] = '\uA490',
        [UnicodeCategory.Format] = '\uFFF9',
        [UnicodeCategory.PrivateUse] = '\uE000',
    }.ToFrozenDictionary();

    private const char Unassigned = '\u0378';

    /// <summary>Makes the image of a text.</summary>
    /// <param name="text">The text, well formed.</param>
    public BasicPlaneImage(ReadOnlySpan<char> text)
    {
        char[] characters = new char[text.Length];
        int[] starts = new int[text.Length + 1];
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int length);
            characters[count] = rune.IsBmp ? text[i] : ImageOf(rune);
            starts[count++] = i;
            i += length;
        }

        starts[count] = text.Length;
        Characters = characters.AsSpan(0, count);
        Starts = starts.AsSpan(0, count + 1);
    }

    /// <summary>One unit for each character.</summary>
    public ReadOnlySpan<char> Characters { get; }

    /// <summary>Where each of them starts in the text, and the end of the text.</summary>
    public ReadOnlySpan<int> Starts { get; }

    /// <summary>The character that stands for one beyond U+FFFF.</summary>
    /// <param name="rune">The character.</param>
    public static char ImageOf(Rune rune) => _images.GetValueOrDefault(Rune.GetUnicodeCategory(rune), Unassigned);
}
