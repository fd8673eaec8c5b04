using System.Text;

namespace Bench.Inference;

/// <summary>
/// The 256 characters that stand for bytes in byte-level vocabularies (Radford et al. 2019): a byte that is a visible Latin-1 character
/// stands for itself, the others follow from U+0100 on. A space is <c>Ġ</c>.
/// </summary>
internal static class ByteCharacters
{
    private static readonly char[] _characters = Make();

    /// <summary>What a space becomes.</summary>
    public static char Space => _characters[' '];

    /// <summary>The character of a byte.</summary>
    /// <param name="value">The byte.</param>
    public static char Of(byte value) => _characters[value];

    /// <summary>A text with a character for every UTF-8 byte; each stands where its character stood.</summary>
    /// <param name="text">The text.</param>
    public static AlignedText Of(AlignedText text)
    {
        if (Ascii.IsValid(text.Units))
        {
            return text.Mapped(unit => _characters[unit]);
        }

        var bytes = new AlignedText(text);
        for (int i = 0; i < text.Length;)
        {
            Rune rune = text.RuneAt(i);
            Append(rune, text.OriginOf(i), bytes);
            i += rune.Utf16SequenceLength;
        }

        return bytes;
    }

    private static void Append(Rune rune, Origin origin, AlignedText bytes)
    {
        Span<byte> buffer = stackalloc byte[4];
        foreach (byte value in buffer[..rune.EncodeToUtf8(buffer)])
        {
            bytes.Append(new ReadOnlySpan<char>(in _characters[value]), origin);
        }
    }

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
