namespace Bench.Pictures;

/// <summary>A picture with the scores of its pixels, to be looked at.</summary>
/// <param name="Title">What is shown. Untrusted.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Rgba">Four bytes a pixel: red, green, blue, opacity, row by row.</param>
public sealed record ShownPicture(string Title, int Width, int Height, byte[] Rgba)
{
    private const double Mixture = 0.5;

    /// <summary>The picture itself.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="image">The picture.</param>
    public static ShownPicture Of(string title, RgbImage image) =>
        new(title, image.Width, image.Height, Pixels(image, (pixel, channel) => image.Pixels[(3 * pixel) + channel]));

    /// <summary>The picture with scores.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="image">The picture.</param>
    /// <param name="scores">One score per pixel.</param>
    /// <param name="style">How they are shown.</param>
    public static ShownPicture Of(string title, RgbImage image, IReadOnlyList<double> scores, PictureStyle style)
    {
        // Products with the picture know no direction.
        bool isProduct = style.View is PictureView.Masked or PictureView.Alpha;
        PictureSign sign = isProduct && style.Sign == PictureSign.All ? PictureSign.Positive : style.Sign;
        double[] shown = ShownScores.Of(scores, sign, style.Outliers);
        byte[] rgba = Pixels(image, (pixel, channel) => style.View switch
        {
            PictureView.HeatMap => PictureColours.Of(shown[pixel], sign, channel),
            PictureView.Overlay => (Mixture * PictureColours.Of(shown[pixel], sign, channel)) + ((1 - Mixture) * Grey(image, pixel)),
            PictureView.Masked => image.Pixels[(3 * pixel) + channel] * shown[pixel],
            _ => image.Pixels[(3 * pixel) + channel],
        });
        for (int pixel = 0; style.View == PictureView.Alpha && pixel < shown.Length; pixel++)
        {
            rgba[(4 * pixel) + 3] = Rounded(255 * shown[pixel]);
        }

        return new ShownPicture(title, image.Width, image.Height, rgba);
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] Png() => PngBytes.OfRgba(Width, Height, Rgba);

    private static byte[] Pixels(RgbImage image, Func<int, int, double> colour)
    {
        byte[] rgba = new byte[4 * image.Width * image.Height];
        for (int pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                rgba[(4 * pixel) + channel] = Rounded(colour(pixel, channel));
            }

            rgba[(4 * pixel) + 3] = byte.MaxValue;
        }

        return rgba;
    }

    private static double Grey(RgbImage image, int pixel) =>
        (image.Pixels[3 * pixel] + image.Pixels[(3 * pixel) + 1] + image.Pixels[(3 * pixel) + 2]) / 3.0;

    private static byte Rounded(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
