namespace Bench.Inference;

/// <summary>Normalizers one after the other.</summary>
/// <param name="steps">The normalizers; none leaves the text alone.</param>
internal sealed class SequenceNormalizer(params INormalizer[] steps) : INormalizer
{
    /// <inheritdoc/>
    public AlignedText Normalize(AlignedText text) => steps.Aggregate(text, (current, step) => step.Normalize(current));
}
