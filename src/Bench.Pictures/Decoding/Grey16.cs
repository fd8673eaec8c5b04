using System.Buffers.Binary;

namespace Bench.Pictures;

/// <summary>
/// Grey of 16 bits as Pillow reads it (mode <c>I;16</c>, libImaging/Convert.c, I16_RGB): the value itself, at most 255, and not its upper
/// half. Most such pictures come out white, there and here. Skia gives the upper half only; but rows of 16-bit grey and of 8-bit grey with
/// alpha are laid out and filtered alike, so that with another header it gives both halves.
/// </summary>
internal static class Grey16
{
    // A PNG begins with 8 bytes and the chunk IHDR: length, name (from 12), content (from 16: width, height, depth, colour type), checksum
    // (29).
    private const int Name = 12, Depth = 24, ColourType = 25, Checksum = 29, End = 33;

    /// <summary>Whether a file is a PNG of 16-bit grey.</summary>
    /// <param name="bytes">The file.</param>
    public static bool Is(ReadOnlySpan<byte> bytes) =>
        bytes.Length > End && bytes[1..4].SequenceEqual("PNG"u8) && bytes[Depth] == 16 && bytes[ColourType] == 0;

    /// <summary>The same file, called one of 8-bit grey (the upper half) with alpha (the lower).</summary>
    /// <param name="bytes">A file of 16-bit grey.</param>
    public static byte[] AsGreyAndAlpha(byte[] bytes)
    {
        byte[] renamed = [.. bytes];
        (renamed[Depth], renamed[ColourType]) = (8, 4);
        BinaryPrimitives.WriteUInt32BigEndian(renamed.AsSpan(Checksum), Crc(renamed.AsSpan(Name..Checksum)));
        return renamed;
    }

    /// <summary>Writes the pixels as RGB.</summary>
    /// <param name="rgba">Four bytes a pixel: the upper half three times, and the lower.</param>
    /// <param name="rgb">Three bytes a pixel.</param>
    public static void Clip(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb.Slice(to, 3).Fill(rgba[from] == 0 ? rgba[from + 3] : byte.MaxValue);
        }
    }

    /// <summary>CRC-32 as PNG has it (ISO 3309), bit by bit: it is of 17 bytes.</summary>
    /// <param name="bytes">Type and data of a chunk.</param>
    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
