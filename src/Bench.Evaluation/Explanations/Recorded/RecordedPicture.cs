using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Bench.Abstractions;
using Bench.Pictures;

namespace Bench.Evaluation;

/// <summary>What the model sees of a picture.</summary>
/// <param name="File">Where it came from, or <see langword="null"/>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Patch">Edge of a patch in pixels.</param>
/// <param name="Rows">Patches one above the other.</param>
/// <param name="Columns">Patches side by side.</param>
public sealed record RecordedPicture(string? File, int Width, int Height, int Patch, int Rows, int Columns)
{
    /// <summary>What the model sees, as a PNG file in base64; <see langword="null"/> where it was not kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Png { get; init; }

    /// <summary>Records a picture.</summary>
    /// <param name="picture">The picture.</param>
    public static RecordedPicture Of(PictureInput picture) => new(
        picture.Source, picture.Shape.Width, picture.Shape.Height, picture.Shape.PatchSize, picture.Shape.Rows, picture.Shape.Columns)
    {
        Png = Convert.ToBase64String(PngBytes.Of(picture.Shape.Width, picture.Shape.Height, picture.Rgb.Span)),
    };

    /// <summary>Records the scores of its pixels, [height][width]; <see langword="null"/> where there are none.</summary>
    /// <param name="picture">The picture, or <see langword="null"/> for a text.</param>
    /// <param name="scores">One per pixel, row by row.</param>
    public static ImmutableArray<ImmutableArray<double>>? Pixels(PictureInput? picture, ImmutableArray<double> scores) =>
        picture is null || scores.IsEmpty ? null : [.. scores.Chunk(picture.Shape.Width).Select(row => (ImmutableArray<double>)[.. row])];
}
