using System.Collections.Immutable;

namespace Bench.Pictures;

/// <summary>What <c>preprocessor_config.json</c> says is done to a picture before a model sees it, in this order.</summary>
public sealed record ProcessorSettings
{
    /// <summary>Size to resize to, or <see langword="null"/> to leave it.</summary>
    public PictureSize? Size { get; init; }

    /// <summary>How pixels are weighed when resized.</summary>
    public Resampling Resampling { get; init; } = Resampling.Bilinear;

    /// <summary>Size of the middle that is cut out afterwards, or <see langword="null"/>.</summary>
    public PictureSize? Crop { get; init; }

    /// <summary>What bytes are multiplied by; 1 where they are not rescaled.</summary>
    public double Scale { get; init; } = 1.0 / 255;

    /// <summary>What is then subtracted from each channel.</summary>
    public ImmutableArray<float> Mean { get; init; } = [0, 0, 0];

    /// <summary>What each channel is then divided by.</summary>
    public ImmutableArray<float> Deviation { get; init; } = [1, 1, 1];

    /// <summary>Size of what comes out, for a picture of any size; <see langword="null"/> where it depends on the picture.</summary>
    public PictureSize? Result => Crop ?? (Size is { IsShortestEdge: false } ? Size : null);

    /// <summary>The picture resized and cut.</summary>
    /// <param name="image">The decoded picture.</param>
    /// <param name="where">Its place, for messages.</param>
    /// <exception cref="Abstractions.BenchException">
    /// The picture is smaller than what is cut out, or so long and thin that resized it is larger than any that is read.
    /// </exception>
    public RgbImage Fit(RgbImage image, string where)
    {
        (long wide, long high) = Size?.For(image) ?? (image.Width, image.Height);

        // Rows are resized first, so that for a moment the picture has its new width and its old height.
        if (wide * Math.Max(high, image.Height) > PictureFile.MostPixels)
        {
            throw new Abstractions.BenchException(
                $"The picture has {image.Width} × {image.Height} pixels, and {wide} × {Math.Max(high, image.Height)} while it is resized; "
                    + $"at most {PictureFile.MostPixels} are computed with",
                where, "Cut it to a size that is less long and thin");
        }

        (int width, int height) = ((int)wide, (int)high);
        RgbImage resized = PictureResize.To(image, width, height, Resampling);
        if (Crop is not { } crop)
        {
            return resized;
        }

        return crop.Width <= width && crop.Height <= height
            ? resized.Crop((width - crop.Width) / 2, (height - crop.Height) / 2, crop.Width, crop.Height)
            : throw new Abstractions.BenchException(
                $"The picture has {width} × {height} pixels, but the model cuts {crop.Width} × {crop.Height} out of it", where,
                "Name a larger picture");
    }

    /// <summary>Normalised values.</summary>
    /// <param name="image">A picture as <see cref="Fit"/> gives it.</param>
    /// <returns>[3, H, W], in single precision as transformers computes them.</returns>
    public float[] Normalise(RgbImage image)
    {
        int area = image.Width * image.Height;
        float[] values = new float[3 * area];
        for (int channel = 0; channel < 3; channel++)
        {
            for (int pixel = 0; pixel < area; pixel++)
            {
                float scaled = (float)(image.Pixels[(3 * pixel) + channel] * Scale);
                values[(channel * area) + pixel] = (scaled - Mean[channel]) / Deviation[channel];
            }
        }

        return values;
    }
}
