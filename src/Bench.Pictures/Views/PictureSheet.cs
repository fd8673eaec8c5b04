using System.Text;
using SkiaSharp;

namespace Bench.Pictures;

/// <summary>Several pictures side by side, each under its title, as one PNG: drawn by Skia, without a browser.</summary>
public static class PictureSheet
{
    /// <summary>Edge of a shown picture, at least; small ones are enlarged in whole steps, so that pixels stay squares.</summary>
    public const int LeastEdge = 224;

    /// <summary>Height of a title.</summary>
    public const int TitleHeight = 24;

    /// <summary>Space between pictures.</summary>
    public const int Gap = 12;

    private const float TitleSize = 14;
    private const int MostNamed = 10;

    /// <summary>How many pixels wide and high a pixel of a picture is shown.</summary>
    /// <param name="picture">The picture.</param>
    public static int ScaleOf(ShownPicture picture) => Math.Max(1, LeastEdge / Math.Max(picture.Width, picture.Height));

    /// <summary>
    /// What the titles lack on this machine, for people; <see langword="null"/> where fonts have all of their characters.
    /// </summary>
    /// <param name="rows">Rows of pictures.</param>
    public static string? Lack(IReadOnlyList<IReadOnlyList<ShownPicture>> rows)
    {
        using var fonts = new TitleFonts(TitleSize);
        Rune[] titles = [.. rows.SelectMany(row => row).SelectMany(picture => picture.Title.EnumerateRunes()).Distinct()];
        Rune[] lacking = [.. fonts.Lacking(string.Concat(titles))];
        return lacking.Length == 0 ? null
            : lacking.Length == titles.Length
                ? "No font was found here, so the pictures stand without their titles; install one (Debian: fonts-dejavu-core)"
            : "No font that is found has these characters of the titles, which stand as '?': "
                + string.Join(", ", lacking.Take(MostNamed).Select(rune => $"U+{rune.Value:X4}"))
                + (lacking.Length > MostNamed ? ", …" : "");
    }

    /// <summary>Draws them.</summary>
    /// <param name="rows">Rows of pictures of one size.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Png(IReadOnlyList<IReadOnlyList<ShownPicture>> rows)
    {
        ShownPicture first = rows[0][0];
        int scale = ScaleOf(first);
        (int width, int height) = (first.Width * scale, first.Height * scale);
        using var sheet = new SKBitmap(new SKImageInfo(
            Gap + (rows.Max(row => row.Count) * (width + Gap)), Gap + (rows.Count * (TitleHeight + height + Gap)), SKColorType.Rgba8888,
            SKAlphaType.Opaque));
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(SKColors.White);
        using var fonts = new TitleFonts(TitleSize);
        using var ink = new SKPaint { Color = new SKColor(17, 17, 17), IsAntialias = true };
        foreach ((int row, IReadOnlyList<ShownPicture> pictures) in rows.Index())
        {
            foreach ((int column, ShownPicture picture) in pictures.Index())
            {
                int left = Gap + (column * (width + Gap)), top = Gap + (row * (TitleHeight + height + Gap));
                canvas.Save();
                canvas.ClipRect(new SKRect(left, top, left + width, top + TitleHeight));
                fonts.Draw(canvas, picture.Title, left, top + TitleSize, width, ink);
                canvas.Restore();
                using SKBitmap bitmap = SKBitmap.Decode(picture.Png());
                using var image = SKImage.FromBitmap(bitmap);
                canvas.DrawImage(image, new SKRect(left, top + TitleHeight, left + width, top + TitleHeight + height),
                    new SKSamplingOptions(SKFilterMode.Nearest));
            }
        }

        canvas.Flush();
        using SKData data = sheet.PeekPixels().Encode(SKPngEncoderOptions.Default)!;
        return data.ToArray();
    }
}
