using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>A picture as a model sees it: decoded, resized, cropped and normalised.</summary>
public sealed class PictureInput
{
    private float[]? _patches;
    private byte[]? _rgb;
    private readonly float[]?[] _fills = new float[]?[Enum.GetValues<PictureFill>().Length];

    /// <summary>Size and patches.</summary>
    public required PictureShape Shape { get; init; }

    /// <summary>Normalised values [3, H, W]: (value / 255 − mean) / deviation.</summary>
    public required ReadOnlyMemory<float> Pixels { get; init; }

    /// <summary>Mean of each channel that was subtracted, of values from 0 to 1.</summary>
    public ImmutableArray<float> Mean { get; init; } = [0.5f, 0.5f, 0.5f];

    /// <summary>Deviation of each channel that was divided by.</summary>
    public ImmutableArray<float> Deviation { get; init; } = [0.5f, 0.5f, 0.5f];

    /// <summary>Name of the file that it was read from, or <see langword="null"/>. Untrusted text.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// What is shown to people, bytes [H, W, 3] in order red, green, blue: <see cref="Pixels"/> without the normalisation.
    /// </summary>
    public ReadOnlyMemory<byte> Rgb => _rgb ??= Denormalised();

    /// <summary>The values by token [n, E], as <see cref="PictureShape.ToPatches"/> orders them.</summary>
    public ReadOnlyMemory<float> Patches => _patches ??= Shape.ToPatches(Pixels.Span);

    /// <summary>The picture that <see cref="PictureFill.Reference"/> means, of the same model, or <see langword="null"/>.</summary>
    public PictureInput? Reference { get; init; }

    /// <summary>
    /// Standard deviation in pixels of <see cref="PictureFill.Blur"/>. Unless given, 10 at a shorter edge of 224 and in proportion, after
    /// Fong and Vedaldi 2017 (Interpretable Explanations of Black Boxes by Meaningful Perturbation, section 4.1).
    /// </summary>
    public double BlurDeviation
    {
        get => field > 0 ? field : 10.0 / 224 * Math.Min(Shape.Width, Shape.Height);
        init;
    }

    /// <summary>What stands for pixels that are taken away, by token [n, E] as <see cref="Patches"/>.</summary>
    /// <param name="fill">Which filling.</param>
    /// <exception cref="BenchException">Another picture is asked for, and there is none or none of this size.</exception>
    public ReadOnlyMemory<float> Filled(PictureFill fill) => _fills[(int)fill] ??= Shape.ToPatches(PictureFills.Of(this, fill));

    /// <summary>The same picture beside another, which can take the place of its pixels.</summary>
    /// <param name="reference">The other picture.</param>
    public PictureInput WithReference(PictureInput reference)
    {
        return new PictureInput
        {
            Shape = Shape,
            Pixels = Pixels,
            Mean = Mean,
            Deviation = Deviation,
            Source = Source,
            BlurDeviation = BlurDeviation,
            Reference = reference,
        };
    }

    private byte[] Denormalised()
    {
        byte[] rgb = new byte[PictureShape.Channels * Shape.PixelCount];
        for (int i = 0; i < rgb.Length; i++)
        {
            int channel = i % PictureShape.Channels;
            float value = Pixels.Span[(channel * Shape.PixelCount) + (i / PictureShape.Channels)];
            rgb[i] = (byte)Math.Clamp(MathF.Round(255 * ((value * Deviation[channel]) + Mean[channel])), 0, 255);
        }

        return rgb;
    }
}
