namespace Bench.Inference;

/// <summary>A word of a normalized text.</summary>
/// <param name="Text">The text it stands in.</param>
/// <param name="From">First unit.</param>
/// <param name="To">One past the last.</param>
internal readonly record struct Word(AlignedText Text, int From, int To)
{
    /// <summary>The word's characters.</summary>
    public ReadOnlySpan<char> Units => Text.Units[From..To];
}

/// <summary>The second step of a tokenizer: cuts the normalized text into words. No token crosses a word's end.</summary>
internal interface IWordSplitter
{
    /// <summary>What stands for a space within words, where spaces are parts of words.</summary>
    char? SpaceMark => null;

    /// <summary>The words of a text, in order.</summary>
    /// <param name="text">The normalized text; words may stand in another one made of it.</param>
    IEnumerable<Word> Split(AlignedText text);
}
