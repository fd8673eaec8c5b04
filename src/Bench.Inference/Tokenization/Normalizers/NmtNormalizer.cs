using System.Text;

namespace Bench.Inference;

/// <summary>
/// SentencePiece's cleaning for translation: control characters are removed, invisible ones and the mark of words become spaces.
/// </summary>
internal sealed class NmtNormalizer : RuneNormalizer
{
    /// <inheritdoc/>
    protected override bool LeavesAlone(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    /// <inheritdoc/>
    protected override void Map(Rune rune, Origin origin, AlignedText result)
    {
        if (rune.Value is not ((>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F))
        {
            result.Append(IsSpace(rune.Value) ? new Rune(' ') : rune, origin);
        }
    }

    private static bool IsSpace(int codePoint) => codePoint
        is 0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD;
}
