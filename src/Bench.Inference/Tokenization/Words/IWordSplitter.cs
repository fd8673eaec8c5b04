namespace Bench.Inference;

/// <summary>A word of a normalized text.</summary>
/// <param name="Text">The text it stands in.</param>
/// <param name="From">First unit.</param>
/// <param name="To">One past the last.</param>
internal readonly record struct Word(AlignedText Text, int From, int To)
{
    /// <summary>The word's characters.</summary>
    public ReadOnlySpan<char> Units => Text.Units[From..To];

    /// <summary>A whole text as one word.</summary>
    /// <param name="text">The text.</param>
    public static Word All(AlignedText text) => new(text, 0, text.Length);

    /// <summary>The word as a text of its own.</summary>
    public AlignedText Slice() => Text.Slice(From, To);
}

/// <summary>The second step of a tokenizer: cuts the normalized text into words. No token crosses a word's end.</summary>
internal interface IWordSplitter
{
    /// <summary>Cuts parts of texts into words, in order; words may stand in another text, made of theirs.</summary>
    /// <param name="parts">The parts, none of them empty.</param>
    List<Word> Split(List<Word> parts);
}
