using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Splitters one after the other, each within the words of the one before.</summary>
internal sealed class SequenceWordSplitter : IWordSplitter
{
    // One splitter makes five characters of one at most, by its bytes and a space before it; a chain of many would fill any memory.
    private const int MostGrowth = 32;
    private const int SmallText = 10_000;

    private readonly IWordSplitter[] _steps;

    /// <summary>Makes one chain of splitters, those of chains among them included: each chain would allow the growth anew.</summary>
    /// <param name="steps">The splitters; none leaves the text one word.</param>
    public SequenceWordSplitter(params IWordSplitter[] steps) =>
        _steps = [.. steps.SelectMany(step => step is SequenceWordSplitter chain ? chain._steps : [step])];

    /// <inheritdoc/>
    /// <exception cref="BenchException">The words have become longer than any splitters should make them.</exception>
    public List<Word> Split(List<Word> parts)
    {
        long limit = Math.Max(SmallText, MostGrowth * Characters(parts));
        List<Word> words = parts;
        foreach (IWordSplitter step in _steps)
        {
            words = step.Split(words);
            if (Characters(words) > limit)
            {
                throw new BenchException(
                    $"The tokenizer makes words of more than {limit} characters out of this text, {MostGrowth} times as many as it may",
                    "tokenizer.json: pre_tokenizer",
                    "Look for splitters that make a text longer, one after the other");
            }
        }

        return words;
    }

    private static long Characters(List<Word> words)
    {
        long sum = 0;
        foreach (Word word in words)
        {
            sum += word.Units.Length;
        }

        return sum;
    }
}
