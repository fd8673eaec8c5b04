using System.Globalization;
using System.Text;

namespace Bench.Inference;

/// <summary>Removes combining marks; accents are among them once the text is decomposed.</summary>
/// <param name="onlyNonspacing">Only nonspacing marks, as BERT does, and not spacing and enclosing ones too.</param>
internal sealed class StripMarksNormalizer(bool onlyNonspacing) : RuneNormalizer
{
    /// <inheritdoc/>
    protected override void Map(Rune rune, Origin origin, AlignedText result)
    {
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        bool stripped = category == UnicodeCategory.NonSpacingMark
            || (!onlyNonspacing && category is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);
        if (!stripped)
        {
            result.Append(rune, origin);
        }
    }
}
