namespace Bench.Inference;

/// <summary>Splitters one after the other, each within the words of the one before.</summary>
/// <param name="steps">The splitters, at least one.</param>
internal sealed class SequenceWordSplitter(params IWordSplitter[] steps) : IWordSplitter
{
    /// <inheritdoc/>
    public char? SpaceMark => steps.Select(step => step.SpaceMark).LastOrDefault(mark => mark is not null);

    /// <inheritdoc/>
    public IEnumerable<Word> Split(AlignedText text) => steps.Skip(1).Aggregate(
        steps[0].Split(text),
        (words, step) => words.SelectMany(word => step.Split(word.Text.Slice(word.From, word.To))));
}
