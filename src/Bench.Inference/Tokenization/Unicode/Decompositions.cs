using System.Text;

namespace Bench.Inference;

/// <summary>Full decompositions of code points, and the compositions that undo the canonical ones.</summary>
internal static class Decompositions
{
    private static readonly Lazy<Dictionary<int, string>> _canonical = new(() => UnicodeTable.Lines("canonical.txt").ToDictionary(
        line => UnicodeTable.CodePoint(line[0].AsSpan().TrimEnd('!')), line => UnicodeTable.Text(line.AsSpan(1))));

    private static readonly Lazy<Dictionary<int, string>> _compatibility = new(() => UnicodeTable.Lines("compatibility.txt").ToDictionary(
        line => UnicodeTable.CodePoint(line[0]), line => UnicodeTable.Text(line.AsSpan(1))));

    private static readonly Lazy<Dictionary<(int First, int Second), int>> _compositions = new(ReadCompositions);

    private static readonly Lazy<HashSet<int>> _seconds = new(() => [.. _compositions.Value.Keys.Select(pair => pair.Second)]);

    /// <summary>The full decomposition, or <see langword="null"/> where the code point is its own. Hangul is not here.</summary>
    /// <param name="codePoint">Any code point.</param>
    /// <param name="compatibility">Whether ligatures, width and style variants are decomposed as well (NFKD).</param>
    public static string? Of(int codePoint, bool compatibility)
    {
        // Nothing below U+00A0 decomposes, and nothing canonically below U+00C0.
        if (codePoint < 0xA0)
        {
            return null;
        }

        return compatibility && _compatibility.Value.TryGetValue(codePoint, out string? text) ? text
            : codePoint >= 0xC0 && _canonical.Value.TryGetValue(codePoint, out text) ? text
            : null;
    }

    /// <summary>The composite of two code points, or 0 where they do not compose.</summary>
    /// <param name="first">A starter.</param>
    /// <param name="second">A later code point that nothing separates from it.</param>
    public static int Compose(int first, int second) =>
        _compositions.Value.TryGetValue((first, second), out int composite) ? composite : Hangul.Compose(first, second);

    /// <summary>Whether a code point composes with some code point before it.</summary>
    /// <param name="codePoint">Any code point.</param>
    public static bool IsSecond(int codePoint) => Hangul.IsSecond(codePoint) || _seconds.Value.Contains(codePoint);

    // The tables hold full decompositions; the pair that makes a composite is (what all but the last code point compose to, the last).
    private static Dictionary<(int First, int Second), int> ReadCompositions()
    {
        var composites = new Dictionary<string, int>();
        foreach (string[] line in UnicodeTable.Lines("canonical.txt").Where(line => !line[0].EndsWith('!')))
        {
            composites.Add(UnicodeTable.Text(line.AsSpan(1)), UnicodeTable.CodePoint(line[0]));
        }

        var pairs = new Dictionary<(int First, int Second), int>();
        foreach ((string text, int composite) in composites)
        {
            Rune.DecodeLastFromUtf16(text, out Rune last, out int length);
            string rest = text[..^length];
            pairs.Add((composites.TryGetValue(rest, out int first) ? first : char.ConvertToUtf32(rest, 0), last.Value), composite);
        }

        return pairs;
    }
}
