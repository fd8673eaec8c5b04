using System.Buffers.Binary;
using SkiaSharp;

namespace Bench.Pictures;

/// <summary>
/// The orientation that a PNG names in its chunk <c>eXIf</c> (PNG 1.5 extensions, 3.7; TIFF 6.0, section 2). Pillow turns the picture by
/// it, Skia's codec does not read it.
/// </summary>
internal static class PngOrientation
{
    private const int Signature = 8, ChunkFrame = 12, Entry = 12, OrientationTag = 0x0112, Short = 3;

    /// <summary>The orientation; upright where the file names none that can be read.</summary>
    /// <param name="file">A whole PNG.</param>
    public static SKEncodedOrigin Of(ReadOnlySpan<byte> file)
    {
        for (ReadOnlySpan<byte> rest = file[Math.Min(Signature, file.Length)..]; rest.Length >= ChunkFrame;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkFrame)
            {
                break;
            }

            if (rest[4..8].SequenceEqual("eXIf"u8))
            {
                return OfTiff(rest.Slice(8, (int)length));
            }

            rest = rest[(ChunkFrame + (int)length)..];
        }

        return SKEncodedOrigin.TopLeft;
    }

    private static SKEncodedOrigin OfTiff(ReadOnlySpan<byte> tiff)
    {
        bool isBig = tiff.StartsWith("MM\0*"u8);
        if (tiff.Length < 8 || (!isBig && !tiff.StartsWith("II*\0"u8)))
        {
            return SKEncodedOrigin.TopLeft;
        }

        uint start = isBig ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        if (start > tiff.Length - 2)
        {
            return SKEncodedOrigin.TopLeft;
        }

        ReadOnlySpan<byte> entries = tiff[((int)start + 2)..];
        for (int left = Number(tiff[(int)start..], isBig); left > 0 && entries.Length >= Entry; left--, entries = entries[Entry..])
        {
            if (Number(entries, isBig) == OrientationTag && Number(entries[2..], isBig) == Short)
            {
                var origin = (SKEncodedOrigin)Number(entries[8..], isBig);
                return Enum.IsDefined(origin) ? origin : SKEncodedOrigin.TopLeft;
            }
        }

        return SKEncodedOrigin.TopLeft;
    }

    private static ushort Number(ReadOnlySpan<byte> bytes, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
