namespace Bench.Inference;

/// <summary>A pattern that a tokenizer file states. Safe for concurrent calls.</summary>
internal interface ITextPattern
{
    /// <summary>The matches from left to right; they do not overlap.</summary>
    /// <param name="text">A well-formed text.</param>
    List<(int From, int To)> Find(ReadOnlySpan<char> text);
}
