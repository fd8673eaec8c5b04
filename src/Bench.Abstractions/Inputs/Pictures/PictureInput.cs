using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>A picture as a model sees it: decoded, resized, cropped and normalised.</summary>
public sealed class PictureInput
{
    private float[]? _patches;
    private byte[]? _rgb;

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

    /// <summary>What is shown to people, bytes [H, W, 3] in order red, green, blue: <see cref="Pixels"/> without the normalisation.</summary>
    public ReadOnlyMemory<byte> Rgb => _rgb ??= Denormalised();

    /// <summary>The values by token [n, E], as <see cref="PictureShape.ToPatches"/> orders them.</summary>
    public ReadOnlyMemory<float> Patches => _patches ??= Shape.ToPatches(Pixels.Span);

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
