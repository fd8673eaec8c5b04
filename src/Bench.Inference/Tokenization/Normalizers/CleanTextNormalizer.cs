using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bench.Inference;

/// <summary>
/// BERT's cleaning: control, format and private-use characters, U+0000 and U+FFFD are removed, white space becomes a space. Tab,
/// line feed and carriage return are white space; other control characters that act as white space are removed like the rest.
/// </summary>
internal sealed class CleanTextNormalizer : RuneNormalizer
{
    private static readonly SearchValues<char> _printable =
        SearchValues.Create(string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)));

    /// <inheritdoc/>
    protected override bool LeavesAlone(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(_printable);

    /// <inheritdoc/>
    protected override void Map(Rune rune, Origin origin, AlignedText result)
    {
        if (rune.Value is '\t' or '\n' or '\r')
        {
            result.Append(new Rune(' '), origin);
        }
        else if (!IsRemoved(rune))
        {
            result.Append(Rune.IsWhiteSpace(rune) ? new Rune(' ') : rune, origin);
        }
    }

    private static bool IsRemoved(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;
}
