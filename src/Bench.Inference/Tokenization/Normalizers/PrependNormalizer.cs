namespace Bench.Inference;

/// <summary>Puts something before a text that is not empty.</summary>
/// <param name="prefix">What to put there.</param>
internal sealed class PrependNormalizer(string prefix) : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text) => text.Prepended(prefix);
}
