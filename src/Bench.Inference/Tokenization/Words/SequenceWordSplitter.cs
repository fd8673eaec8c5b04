namespace Bench.Inference;

/// <summary>Splitters one after the other, each within the words of the one before.</summary>
/// <param name="steps">The splitters; none leaves the text one word.</param>
internal sealed class SequenceWordSplitter(params IWordSplitter[] steps) : IWordSplitter
{
    /// <inheritdoc/>
    public List<Word> Split(List<Word> parts) => steps.Aggregate(parts, (words, step) => step.Split(words));
}
