namespace Bench.Inference;

/// <summary>Canonical combining classes (Unicode Standard, section 3.11).</summary>
internal static class CombiningClass
{
    private static readonly CodePointRanges _classes = new(UnicodeTable.Lines("combining-classes.txt").Select(line => (
        UnicodeTable.CodePoint(line[0].AsSpan(0, line[0].IndexOf('.'))),
        UnicodeTable.CodePoint(line[0].AsSpan(line[0].LastIndexOf('.') + 1)),
        1,
        UnicodeTable.Number(line[1]))));

    /// <summary>The class, 0 for starters.</summary>
    /// <param name="codePoint">Any code point.</param>
    public static int Of(int codePoint) => codePoint < 0x300 ? 0 : _classes.ValueOf(codePoint);
}
