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

    /// <summary>
    /// Records the scores of a picture's pixels, [height][width]: the method's own, or those of parts that cross patches, which no token's
    /// score tells; <see langword="null"/> for others, and for texts.
    /// </summary>
    /// <param name="explanation">The explanation.</param>
    public static ImmutableArray<ImmutableArray<double>>? Pixels(Explanation explanation)
    {
        bool isOfPatches = explanation.Attribution.PixelScores.IsEmpty && explanation.Input.Choice.Granularity == Granularity.Token;
        return explanation.Input.Picture is not { } picture || isOfPatches
            ? null
            : [.. explanation.PixelScores().Chunk(picture.Shape.Width).Select(row => (ImmutableArray<double>)[.. row])];
    }
}
