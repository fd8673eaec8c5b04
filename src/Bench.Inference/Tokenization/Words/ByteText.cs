using System.Text;

namespace Bench.Inference;

/// <summary>A text and the characters of its bytes, with the place in them of every unit of the text.</summary>
/// <param name="text">The text.</param>
internal sealed class ByteText(AlignedText text)
{
    // Where the text is ASCII, places are the same.
    private readonly int[]? _places = Ascii.IsValid(text.Units) ? null : PlacesIn(text.Units);

    /// <summary>The text.</summary>
    public AlignedText Text => text;

    /// <summary>The characters of its bytes.</summary>
    public AlignedText Bytes { get; } = ByteCharacters.Of(text);

    /// <summary>Where the bytes of a character start.</summary>
    /// <param name="index">The character's first unit, or the text's length.</param>
    public int PlaceOf(int index) => _places is null ? index : _places[index];

    private static int[] PlacesIn(ReadOnlySpan<char> units)
    {
        int[] places = new int[units.Length + 1];
        int place = 0;
        for (int i = 0; i < units.Length;)
        {
            places[i] = place;
            Rune.DecodeFromUtf16(units[i..], out Rune rune, out int length);
            place += rune.Utf8SequenceLength;
            i += length;
        }

        places[^1] = place;
        return places;
    }
}
