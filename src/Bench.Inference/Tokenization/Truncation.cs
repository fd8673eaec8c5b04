namespace Bench.Inference;

/// <summary>How much of two texts stays where both together are too long.</summary>
internal static class Truncation
{
    /// <summary>
    /// Hugging Face's <c>longest_first</c>: the longer text is shortened until both are equally long, then both are; the second text
    /// keeps the odd token unless the first was the longer.
    /// </summary>
    /// <param name="first">Tokens of the first text.</param>
    /// <param name="second">Tokens of the second text; 0 where there is none.</param>
    /// <param name="room">Tokens that fit, without special tokens.</param>
    public static (int First, int Second) LongestFirst(int first, int second, int room)
    {
        if ((long)first + second <= room)
        {
            return (first, second);
        }

        int shorter = Math.Min(Math.Min(first, second), room / 2);
        int longer = room - shorter;
        return first > second ? (longer, shorter) : (shorter, longer);
    }
}
