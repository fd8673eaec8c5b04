using Bench.Abstractions;
using SkiaSharp;

namespace Bench.Pictures;

/// <summary>
/// Reads PNG, JPEG and WebP as Pillow's <c>exif_transpose(Image.open(file)).convert("RGB")</c> does: turned as EXIF says, alpha dropped and
/// not blended, palettes and grey written out, colour profiles not applied.
/// </summary>
public static class PictureFile
{
    /// <summary>The most bytes of a file: 64 MiB.</summary>
    public const long MostBytes = 1L << 26;

    /// <summary>The most pixels of a picture, known before any is decoded: 2²⁶ (8192 × 8192), 256 MiB while it is decoded.</summary>
    public const long MostPixels = 1L << 26;

    private const string Remedy = "Open it in another program and save it as PNG, JPEG or WebP";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BenchException">It is missing, too large, damaged or of another format.</exception>
    public static RgbImage Read(string path) => Decode(InputFile.Bytes(path, MostBytes), path);

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">A whole file.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="BenchException">They are too many, damaged or of another format.</exception>
    public static RgbImage Decode(byte[] bytes, string where)
    {
        bool isGrey16 = Grey16.Is(bytes);
        using SKCodec codec = Open(isGrey16 ? Grey16.AsGreyAndAlpha(bytes) : bytes, where);
        return Orientation.Upright(Pixels(codec, codec.Info.Width, codec.Info.Height, isGrey16, where), OriginOf(codec, bytes));
    }

    /// <summary>Width and height of the picture as <see cref="Decode"/> gives it; no pixel is decoded.</summary>
    /// <param name="bytes">A whole file.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="BenchException">They are too many, or of another format.</exception>
    public static (int Width, int Height) SizeOf(byte[] bytes, string where)
    {
        using SKCodec codec = Open(bytes, where);
        return Orientation.IsTransposed(OriginOf(codec, bytes))
            ? (codec.Info.Height, codec.Info.Width)
            : (codec.Info.Width, codec.Info.Height);
    }

    private static SKEncodedOrigin OriginOf(SKCodec codec, byte[] bytes) =>
        codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Of(bytes) : codec.EncodedOrigin;

    private static SKCodec Open(byte[] bytes, string where)
    {
        if (bytes.Length > MostBytes)
        {
            throw new BenchException($"The picture has {bytes.Length} bytes, at most {MostBytes} are read", where, "Make it smaller");
        }

        SKCodec codec = SKCodec.Create(new MemoryStream(bytes, writable: false), out SKCodecResult opened)
            ?? throw new BenchException($"This is no picture that can be read ({opened}), expected PNG, JPEG or WebP", where, Remedy);
        try
        {
            if (codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp))
            {
                throw new BenchException(
                    $"This is a picture of format {codec.EncodedFormat}, expected PNG, JPEG or WebP", where, Remedy);
            }

            (int width, int height) = (codec.Info.Width, codec.Info.Height);
            return (long)width * height <= MostPixels
                ? codec
                : throw new BenchException(
                    $"The picture has {width} × {height} pixels, at most {MostPixels} are read", where, "Make it smaller");
        }
        catch (BenchException)
        {
            codec.Dispose();
            throw;
        }
    }

    private static RgbImage Pixels(SKCodec codec, int width, int height, bool isGrey16, string where)
    {
        // No colour space: none is converted. Unpremultiplied: colours under transparent pixels stay what they are.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info))
        {
            throw new BenchException($"There is no memory for {width} × {height} pixels", where, "Make the picture smaller");
        }

        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            throw new BenchException(
                result == SKCodecResult.IncompleteInput
                    ? "The picture is cut off: pixels are missing"
                    : $"The picture is damaged ({result})",
                where,
                "Copy it again from where it came from");
        }

        RgbImage image = RgbImage.Black(width, height);
        if (isGrey16)
        {
            Grey16.Clip(bitmap.GetPixelSpan(), image.Pixels);
        }
        else
        {
            DropAlpha(bitmap.GetPixelSpan(), image.Pixels);
        }

        return image;
    }

    private static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgba.Slice(from, 3).CopyTo(rgb[to..]);
        }
    }
}
