using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Pictures;

/// <summary>Makes of picture files what a model sees, as its <c>preprocessor_config.json</c> says.</summary>
public sealed class PictureProcessor : IImageProcessor
{
    private readonly ProcessorSettings _settings;

    /// <summary>Joins settings and model.</summary>
    /// <param name="settings">What is done to a picture.</param>
    /// <param name="shape">What the model sees.</param>
    /// <param name="where">Their place, for messages.</param>
    /// <exception cref="BenchException">What the settings make of every picture is not of the model's size.</exception>
    public PictureProcessor(ProcessorSettings settings, PictureShape shape, string where)
    {
        if (settings.Result is { } result && (result.Width, result.Height) != (shape.Width, shape.Height))
        {
            throw new BenchException(
                $"Pictures become {result.Width} × {result.Height} pixels, but the model sees {shape.Width} × {shape.Height}",
                where,
                "Take the file of the model's own source");
        }

        (_settings, Shape) = (settings, shape);
    }

    /// <inheritdoc/>
    public PictureShape Shape { get; }

    /// <summary>The processor of a model's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shape">What the model sees.</param>
    /// <exception cref="BenchException">There is no file, it is damaged, or does not fit the model.</exception>
    public static PictureProcessor Open(string folder, PictureShape shape) =>
        new(ProcessorFile.Read(folder), shape, Path.Combine(folder, ProcessorFile.Name));

    /// <inheritdoc/>
    public TokenizedText Read(string file) => Of(PictureFile.Read(file), Path.GetFileName(file), file);

    /// <inheritdoc/>
    public TokenizedText Read(ReadOnlyMemory<byte> bytes, string source) => Of(PictureFile.Decode(bytes.ToArray(), source), source, source);

    /// <inheritdoc/>
    public TokenizedText Read(ReadOnlyMemory<float> pixels, string? source = null)
    {
        if (pixels.Length != PictureShape.Channels * Shape.PixelCount)
        {
            throw new BenchException(
                $"There are {pixels.Length} values, expected 3 × {Shape.Height} × {Shape.Width}", source,
                "Give the values of one picture as the model's processor makes them");
        }

        foreach (float value in pixels.Span)
        {
            if (!float.IsFinite(value))
            {
                throw new BenchException($"A value is {value}", source, "Give finite values");
            }
        }

        return TokenizedText.Of(Input(pixels, source));
    }

    /// <inheritdoc/>
    public ImmutableArray<bool> ReadMask(PictureMask mask, ReadOnlyMemory<byte> picture, string where)
    {
        RgbImage image = mask.File is { } file
            ? PictureFile.Decode(file.Read(PictureFile.MostBytes).ToArray(), $"{where}, {file.Name}")
            : new RgbImage(mask.Width, mask.Height,
                [.. mask.Pixels.SelectMany(marked => Enumerable.Repeat(marked ? byte.MaxValue : byte.MinValue, 3))]);

        (int width, int height) = PictureFile.SizeOf(picture.ToArray(), where);
        if ((image.Width, image.Height) != (width, height))
        {
            throw new BenchException(
                $"The mask has {image.Width} × {image.Height} pixels, its picture, upright, {width} × {height}", where,
                "Give the mask the picture's size");
        }

        // A triangle has no negative weights, which could mark what lies beside the marked.
        RgbImage seen = (_settings with { Resampling = Resampling.Bilinear }).Fit(image, where);
        RequireShape(seen, where);
        return [.. Enumerable.Range(0, Shape.PixelCount).Select(pixel => seen.Pixels[3 * pixel] > 127)];
    }

    private TokenizedText Of(RgbImage decoded, string name, string where)
    {
        RgbImage seen = _settings.Fit(decoded, where);
        RequireShape(seen, where);
        return TokenizedText.Of(Input(_settings.Normalise(seen), name));
    }

    private void RequireShape(RgbImage seen, string where)
    {
        if ((seen.Width, seen.Height) != (Shape.Width, Shape.Height))
        {
            throw new BenchException(
                $"The picture has {seen.Width} × {seen.Height} pixels, but the model sees {Shape.Width} × {Shape.Height}", where,
                "Resize it");
        }
    }

    private PictureInput Input(ReadOnlyMemory<float> pixels, string? source) => new()
    {
        Shape = Shape,
        Pixels = pixels,
        // Where bytes are not rescaled to values up to 1, mean and deviation are of bytes.
        Mean = [.. _settings.Mean.Select(mean => (float)(mean / (255 * _settings.Scale)))],
        Deviation = [.. _settings.Deviation.Select(deviation => (float)(deviation / (255 * _settings.Scale)))],
        Source = source,
    };
}
