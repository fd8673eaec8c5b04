namespace Bench.Abstractions.Tests;

/// <summary>A text with one token a character, so that units show where the boundaries are.</summary>
internal static class Characters
{
    public static TokenizedText Of(string text, string? pair = null, int each = 1) => new()
    {
        Text = text,
        TextPair = pair,
        Tokens = [Special(0), .. Tokens(text, 0, each), Special(0), .. Tokens(pair ?? "", 1, each)],
    };

    /// <summary>The characters of every unit.</summary>
    public static string[] Units(TokenizedText input, UnitChoice choice) =>
        [.. input.InUnits(choice).Units.Select(input.CharactersOf)];

    public static string[] Units(string text, Granularity granularity) => Units(Of(text), new UnitChoice(granularity));

    private static Token Special(int segment) => new(2, "[SEP]", 0, 0, true, segment, segment, -1);

    private static IEnumerable<Token> Tokens(string text, int segment, int each) => Enumerable.Range(0, (text.Length + each - 1) / each)
        .Select(i => (Start: each * i, End: Math.Min(text.Length, each * (i + 1))))
        .Select((span, i) => new Token(10, text[span.Start..span.End], span.Start, span.End, false, segment, segment, i));
}
