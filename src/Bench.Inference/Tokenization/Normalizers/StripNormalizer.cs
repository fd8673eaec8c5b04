namespace Bench.Inference;

/// <summary>Removes white space at the ends.</summary>
/// <param name="left">Whether at the start.</param>
/// <param name="right">Whether at the end.</param>
internal sealed class StripNormalizer(bool left, bool right) : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text)
    {
        int from = left ? text.Length - text.Units.TrimStart().Length : 0;
        int to = right ? Math.Max(from, text.Units.TrimEnd().Length) : text.Length;
        return text.Slice(from, to);
    }
}
