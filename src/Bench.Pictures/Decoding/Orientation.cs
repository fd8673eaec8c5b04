using SkiaSharp;

namespace Bench.Pictures;

/// <summary>Turns and mirrors pictures as their EXIF orientation says (EXIF 2.3, tag 0x0112; Pillow's <c>exif_transpose</c>).</summary>
internal static class Orientation
{
    /// <summary>The picture as it was meant to be seen.</summary>
    /// <param name="image">The pixels as they are stored.</param>
    /// <param name="origin">Where the first stored pixel belongs.</param>
    public static RgbImage Upright(RgbImage image, SKEncodedOrigin origin)
    {
        (bool isTransposed, bool mirrorsX, bool mirrorsY) = Of(origin);
        if (!isTransposed && !mirrorsX && !mirrorsY)
        {
            return image;
        }

        RgbImage upright = isTransposed ? RgbImage.Black(image.Height, image.Width) : RgbImage.Black(image.Width, image.Height);
        for (int row = 0; row < image.Height; row++)
        {
            for (int column = 0; column < image.Width; column++)
            {
                (int x, int y) = isTransposed ? (row, column) : (column, row);
                x = mirrorsX ? upright.Width - 1 - x : x;
                y = mirrorsY ? upright.Height - 1 - y : y;
                image.Pixels.AsSpan(3 * ((row * image.Width) + column), 3).CopyTo(upright.Pixels.AsSpan(3 * ((y * upright.Width) + x)));
            }
        }

        return upright;
    }

    /// <summary>Whether stored rows are columns of the upright picture.</summary>
    /// <param name="origin">Where the first stored pixel belongs.</param>
    public static bool IsTransposed(SKEncodedOrigin origin) => Of(origin).IsTransposed;

    // Which column and row of the upright picture a stored pixel belongs to; x and y counted from the other end are mirrored.
    private static (bool IsTransposed, bool MirrorsX, bool MirrorsY) Of(SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => (false, true, false),
        SKEncodedOrigin.BottomRight => (false, true, true),
        SKEncodedOrigin.BottomLeft => (false, false, true),
        SKEncodedOrigin.LeftTop => (true, false, false),
        SKEncodedOrigin.RightTop => (true, true, false),
        SKEncodedOrigin.RightBottom => (true, true, true),
        SKEncodedOrigin.LeftBottom => (true, false, true),
        _ => (false, false, false),
    };
}
