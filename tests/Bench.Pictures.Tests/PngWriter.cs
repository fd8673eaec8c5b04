using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Bench.Pictures.Tests;

/// <summary>Writes PNG files of any depth and colour type, right or wrong ones.</summary>
internal static class PngWriter
{
    /// <summary>A file.</summary>
    /// <param name="width">Width in its header.</param>
    /// <param name="height">Height in its header.</param>
    /// <param name="depth">Bits a sample.</param>
    /// <param name="colourType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.</param>
    /// <param name="rows">The rows, samples only.</param>
    /// <param name="chunks">Chunks before the pixels, by name.</param>
    public static byte[] Of(
        int width, int height, byte depth, byte colourType, byte[][] rows, params (string Name, byte[] Content)[] chunks)
    {
        byte[] header = [.. BigEndian(width), .. BigEndian(height), depth, colourType, 0, 0, 0];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (byte[] row in rows)
            {
                zlib.WriteByte(0);
                zlib.Write(row);
            }
        }

        return
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10,
            .. Chunk("IHDR", header), .. chunks.SelectMany(chunk => Chunk(chunk.Name, chunk.Content)), .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        return [.. BigEndian(content.Length), .. body, .. BigEndian((int)Grey16.Crc(body))];
    }

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
