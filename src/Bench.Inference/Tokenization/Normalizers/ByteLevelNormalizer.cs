namespace Bench.Inference;

/// <summary>Every UTF-8 byte becomes a character of <see cref="ByteCharacters"/>.</summary>
internal sealed class ByteLevelNormalizer : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text) => ByteCharacters.Of(text);
}
