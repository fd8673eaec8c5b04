using Bench.Abstractions;

namespace Bench.Library;

/// <summary>
/// A text as transformers-interpret cleans it: a blank before and after each of <c>. , ! ? ( )</c>, then runs of white space become one
/// blank. Blanks that it puts in stay at the ends too.
/// </summary>
internal sealed class SpacedText
{
    private const string Marks = ".,!?()";

    // The characters of the original for which each character stands; none for a blank that was put in.
    private readonly List<(int Start, int End)> _origins = [];
    private readonly List<char> _characters = [];
    private readonly int _length;

    private SpacedText(string text)
    {
        _length = text.Length;
        for (int i = 0; i < text.Length; i++)
        {
            if (Marks.Contains(text[i]))
            {
                Add(' ', i, i);
                Add(text[i], i, i + 1);
                Add(' ', i + 1, i + 1);
            }
            else
            {
                Add(text[i], i, i + 1);
            }
        }
    }

    /// <summary>The cleaned text.</summary>
    public string Text => string.Concat(_characters);

    /// <summary>Cleans a text.</summary>
    public static SpacedText Of(string text) => new(text);

    /// <summary>The characters of the original for which some of the cleaned text stand.</summary>
    /// <param name="start">First character in the cleaned text.</param>
    /// <param name="end">One past the last.</param>
    public CharacterSpan Original(int start, int end)
    {
        int from = start < _origins.Count ? _origins[start].Start : _length;
        return new CharacterSpan(from, start < end ? Math.Max(from, _origins[end - 1].End) : from);
    }

    // A single white-space character stays what it is; the second turns both into one blank.
    private void Add(char character, int start, int end)
    {
        if (_characters.Count > 0 && IsSpace(character) && IsSpace(_characters[^1]))
        {
            _characters[^1] = ' ';
            _origins[^1] = (_origins[^1].Start, end);
            return;
        }

        _characters.Add(character);
        _origins.Add((start, end));
    }

    // Python's \s has four separators more than .NET's.
    private static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\u001c' and <= '\u001f';
}
