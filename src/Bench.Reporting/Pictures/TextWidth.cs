using System.Globalization;
using System.Text;

namespace Bench.Reporting;

/// <summary>
/// About how wide text is, since SVG cannot measure it: scripts of East Asia and emoji take two cells, marks on other letters none.
/// </summary>
internal static class TextWidth
{
    /// <summary>Cells of a text, at least one.</summary>
    public static double Cells(string text) => Math.Max(1, text.EnumerateRunes().Sum(rune => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ =>
            rune.Value >= 0x1100
                && (rune.Value is < 0x1160 or (>= 0x2E80 and < 0xA4D0) or (>= 0xAC00 and < 0xD7A4) or (>= 0xF900 and < 0xFB00)
                or (>= 0xFF00 and < 0xFF61) or >= 0x1F300) ? 2 : 1,
    }));

    /// <summary>Width of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cell">Width of a cell.</param>
    public static double Of(string text, double cell) => Cells(text) * cell;
}
