using System.Text;

namespace Bench.Inference;

/// <summary>Lower case, character by character.</summary>
internal sealed class LowerCaseNormalizer : RuneNormalizer
{
    /// <inheritdoc/>
    protected override bool LeavesAlone(ReadOnlySpan<char> text) => Ascii.IsValid(text) && !text.ContainsAnyInRange('A', 'Z');

    /// <inheritdoc/>
    protected override void Map(Rune rune, Origin origin, AlignedText result)
    {
        if (rune.IsAscii)
        {
            result.Append(Rune.ToLowerInvariant(rune), origin);
        }
        else if (LowerCase.TryGetLonger(rune.Value, out string longer))
        {
            foreach (Rune part in longer.EnumerateRunes())
            {
                result.Append(part, origin);
            }
        }
        else
        {
            result.Append(new Rune(LowerCase.Of(rune.Value)), origin);
        }
    }
}
