using System.Runtime.InteropServices;
using SkiaSharp;

namespace Bench.Pictures;

/// <summary>Writes PNG, without a browser and without loss.</summary>
public static class PngBytes
{
    /// <summary>A whole file.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="rgb">Height × width × 3 bytes: red, green, blue, row by row.</param>
    public static byte[] Of(int width, int height, ReadOnlySpan<byte> rgb)
    {
        byte[] rgba = new byte[width * height * 4];
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            rgb.Slice(3 * pixel, 3).CopyTo(rgba.AsSpan(4 * pixel));
            rgba[(4 * pixel) + 3] = byte.MaxValue;
        }

        return OfRgba(width, height, rgba);
    }

    /// <summary>A whole file of pixels that may be transparent.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="rgba">Height × width × 4 bytes: red, green, blue, opacity, row by row.</param>
    public static byte[] OfRgba(int width, int height, byte[] rgba)
    {
        GCHandle handle = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            using var pixels = new SKPixmap(
                new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null), handle.AddrOfPinnedObject());
            using SKData data = pixels.Encode(SKPngEncoderOptions.Default)
                ?? throw new InvalidOperationException($"Skia does not encode {width} × {height} pixels.");
            return data.ToArray();
        }
        finally
        {
            handle.Free();
        }
    }
}
