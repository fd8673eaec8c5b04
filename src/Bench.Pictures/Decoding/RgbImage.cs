namespace Bench.Pictures;

/// <summary>A picture of bytes.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Pixels">Height × width × 3 bytes: red, green, blue, row by row.</param>
public sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>An image of one colour, black.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static RgbImage Black(int width, int height) => new(width, height, new byte[3 * width * height]);

    /// <summary>A part of the picture.</summary>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches beyond the picture.</exception>
    public RgbImage Crop(int left, int top, int width, int height)
    {
        RgbImage part = Black(width, height);
        for (int row = 0; row < height; row++)
        {
            Pixels.AsSpan(3 * (((top + row) * Width) + left), 3 * width).CopyTo(part.Pixels.AsSpan(3 * row * width));
        }

        return part;
    }
}
