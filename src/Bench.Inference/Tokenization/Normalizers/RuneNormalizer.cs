using System.Text;

namespace Bench.Inference;

/// <summary>A normalizer that looks at one scalar value at a time.</summary>
internal abstract class RuneNormalizer : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text)
    {
        if (LeavesAlone(text.Units))
        {
            return text;
        }

        var result = new AlignedText(text);
        for (int i = 0; i < text.Length;)
        {
            Rune rune = text.RuneAt(i);
            Map(rune, text.OriginOf(i), result);
            i += rune.Utf16SequenceLength;
        }

        return result;
    }

    /// <summary>A quick look that may say no where yes would do.</summary>
    /// <param name="text">The text.</param>
    protected virtual bool LeavesAlone(ReadOnlySpan<char> text) => Ascii.IsValid(text);

    /// <summary>Appends whatever takes the place of a scalar value.</summary>
    /// <param name="rune">The scalar value.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="result">The text to append to.</param>
    protected abstract void Map(Rune rune, Origin origin, AlignedText result);
}
