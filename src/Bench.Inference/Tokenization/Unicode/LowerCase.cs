namespace Bench.Inference;

/// <summary>
/// Lower case of single characters, without regard to what stands around them (so Σ gives σ at the end of a word too), which is
/// what Hugging Face's fast tokenizers do.
/// </summary>
internal static class LowerCase
{
    private static readonly Dictionary<int, string> _longer = UnicodeTable.Lines("lower-case.txt")
        .Where(line => line[1] == "=")
        .ToDictionary(line => UnicodeTable.CodePoint(line[0]), line => UnicodeTable.Text(line.AsSpan(2)));

    private static readonly CodePointRanges _differences = new(UnicodeTable.Lines("lower-case.txt")
        .Where(line => line[1] != "=")
        .Select(line => (
            UnicodeTable.CodePoint(line[0].AsSpan(0, line[0].IndexOf('.'))),
            UnicodeTable.CodePoint(line[0].AsSpan(line[0].LastIndexOf('.') + 1, line[0].IndexOf('/') - line[0].LastIndexOf('.') - 1)),
            UnicodeTable.Number(line[0].AsSpan(line[0].IndexOf('/') + 1)),
            UnicodeTable.Number(line[1]))));

    /// <summary>The lower-case code point, itself where there is none.</summary>
    /// <param name="codePoint">Any code point that <see cref="TryGetLonger"/> does not know.</param>
    public static int Of(int codePoint) => codePoint + _differences.ValueOf(codePoint);

    /// <summary>The lower case of the few code points that become more than one: İ gives i and a combining dot.</summary>
    /// <param name="codePoint">Any code point.</param>
    /// <param name="text">Its lower case.</param>
    public static bool TryGetLonger(int codePoint, out string text) => _longer.TryGetValue(codePoint, out text!);
}
