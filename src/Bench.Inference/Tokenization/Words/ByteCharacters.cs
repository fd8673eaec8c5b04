namespace Bench.Inference;

/// <summary>
/// The 256 characters that stand for bytes in byte-level vocabularies (Radford et al. 2019): a byte that is a visible Latin-1 character
/// stands for itself, the others follow from U+0100 on. A space is <c>Ġ</c>.
/// </summary>
internal static class ByteCharacters
{
    private static readonly char[] s_characters = Make();

    /// <summary>What a space becomes.</summary>
    public static char Space => s_characters[' '];

    /// <summary>The character of a byte.</summary>
    /// <param name="value">The byte.</param>
    public static char Of(byte value) => s_characters[value];

    private static char[] Make()
    {
        var characters = new char[256];
        char next = '\u0100';
        for (int value = 0; value < characters.Length; value++)
        {
            bool isVisible = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = isVisible ? (char)value : next++;
        }

        return characters;
    }
}
