namespace Bench.Abstractions;

/// <summary>A stretch of characters.</summary>
/// <param name="Start">First character, in UTF-16 units.</param>
/// <param name="End">One past the last.</param>
/// <param name="Segment">0 in the text, 1 in the second text.</param>
public readonly record struct CharacterSpan(int Start, int End, int Segment = 0)
{
    /// <summary>
    /// This stretch without white space at its ends; empty at its end where it is nothing else. Many tokenizers count the space before a
    /// word among the characters of its token, but no reader does.
    /// </summary>
    /// <param name="text">The text that it is a stretch of.</param>
    public CharacterSpan WithoutSpaces(string text)
    {
        ReadOnlySpan<char> characters = text.AsSpan(Start..End);
        int start = End - characters.TrimStart().Length;
        return this with { Start = start, End = start + characters.Trim().Length };
    }

    /// <summary>Whether two stretches share a character.</summary>
    /// <param name="other">Another stretch.</param>
    public bool Touches(CharacterSpan other) =>
        Start < End && other.Start < other.End && Segment == other.Segment && Start < other.End && other.Start < End;
}
