using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>What a picture model sees: a picture of fixed size, cut into square patches, each of which is one token.</summary>
/// <param name="Width">Width in pixels, a multiple of <paramref name="PatchSize"/>.</param>
/// <param name="Height">Height in pixels, a multiple of <paramref name="PatchSize"/>.</param>
/// <param name="PatchSize">Edge of a patch p in pixels.</param>
public sealed record PictureShape(int Width, int Height, int PatchSize)
{
    /// <summary>Colour channels: red, green, blue.</summary>
    public const int Channels = 3;

    /// <summary>
    /// The tokens before the patches, by name: <c>[CLS]</c> of ViT, <c>[CLS]</c> and <c>[DIST]</c> of DeiT, none of Swin.
    /// </summary>
    public ImmutableArray<string> SpecialTokens { get; init; } = [];

    /// <summary>Edge in pixels of what the model's last layer sees as one: a patch, or in Swin the patches merged into one.</summary>
    public int CellSize { get; init; } = PatchSize;

    /// <summary>
    /// Whether the model computes whole pictures only, since its layers see windows of neighbouring patches: none can be left out or
    /// hidden.
    /// </summary>
    public bool IsWhole { get; init; }

    /// <summary>Patches side by side.</summary>
    public int Columns => Width / PatchSize;

    /// <summary>Patches one above the other.</summary>
    public int Rows => Height / PatchSize;

    /// <summary>Place of the first patch; places below are those of special tokens.</summary>
    public int FirstPatch => SpecialTokens.Length;

    /// <summary>All places, special tokens included: the tokens n of a whole picture.</summary>
    public int Places => FirstPatch + (Columns * Rows);

    /// <summary>Values of one patch, E = 3 · p · p.</summary>
    public int PatchLength => Channels * PatchSize * PatchSize;

    /// <summary>Pixels of the picture, H · W.</summary>
    public int PixelCount => Width * Height;

    /// <summary>What a place is called: the special token's name, or row and column of the patch, counted from 0.</summary>
    /// <param name="place">The place.</param>
    public string NameOf(int place) => place < FirstPatch
        ? SpecialTokens[place]
        : FormattableString.Invariant($"{(place - FirstPatch) / Columns},{(place - FirstPatch) % Columns}");

    /// <summary>The pixel, counted row by row from the upper left corner, that a value of a patch belongs to.</summary>
    /// <param name="place">Place of the patch.</param>
    /// <param name="value">Index of the value in the patch, in order channel, row, column.</param>
    public int PixelOf(int place, int value)
    {
        int patch = place - FirstPatch, inside = value % (PatchSize * PatchSize);
        int y = (patch / Columns * PatchSize) + (inside / PatchSize);
        int x = (patch % Columns * PatchSize) + (inside % PatchSize);
        return (y * Width) + x;
    }

    /// <summary>Where a pixel's value stands among the values of all places [n, E].</summary>
    /// <param name="pixel">The pixel, counted row by row.</param>
    /// <param name="channel">0 red, 1 green, 2 blue.</param>
    public int IndexOf(int pixel, int channel)
    {
        int inside = (pixel / Width % PatchSize * PatchSize) + (pixel % Width % PatchSize);
        return (PlaceOf(pixel) * PatchLength) + (channel * PatchSize * PatchSize) + inside;
    }

    /// <summary>The place of the patch that a pixel lies in.</summary>
    /// <param name="pixel">The pixel, counted row by row.</param>
    public int PlaceOf(int pixel) => FirstPatch + (pixel / Width / PatchSize * Columns) + (pixel % Width / PatchSize);

    /// <summary>
    /// The values of a whole picture, one line per place: zeros for special tokens, then each patch in order channel, row, column.
    /// </summary>
    /// <param name="planes">Values [3, H, W].</param>
    /// <returns>[n, E].</returns>
    public float[] ToPatches(ReadOnlySpan<float> planes)
    {
        float[] patches = new float[checked(Places * PatchLength)];
        int area = PatchSize * PatchSize;
        for (int place = FirstPatch; place < Places; place++)
        {
            Span<float> patch = patches.AsSpan(place * PatchLength, PatchLength);
            for (int value = 0; value < patch.Length; value++)
            {
                patch[value] = planes[(value / area * PixelCount) + PixelOf(place, value)];
            }
        }

        return patches;
    }

    /// <inheritdoc/>
    public bool Equals(PictureShape? other) => other is not null
        && (Width, Height, PatchSize, CellSize, IsWhole) == (other.Width, other.Height, other.PatchSize, other.CellSize, other.IsWhole)
        && SpecialTokens.SequenceEqual(other.SpecialTokens);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Width, Height, PatchSize, CellSize, SpecialTokens.Length);
}
