using System.Collections.Immutable;

namespace Bench.Abstractions;

/// <summary>
/// Parts a picture into patches, cells of a grid, or superpixels: sets of pixels, which may cross the borders of patches.
/// </summary>
internal static class PictureUnits
{
    /// <summary>Superpixels unless their number is given; that of scikit-image's <c>slic</c>.</summary>
    public const int Superpixels = 100;

    // A superpixel of fewer pixels has no shape.
    private const int SmallestSuperpixel = 16;

    /// <summary>The choice that a picture is parted by where another is asked for.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="choice">What is asked for; tokens are what the model's last layer sees as one.</param>
    /// <exception cref="BenchException">It is a choice for texts, or its cells or superpixels are too many.</exception>
    public static UnitChoice Of(PictureInput picture, UnitChoice choice)
    {
        PictureShape shape = picture.Shape;
        switch (choice.Granularity)
        {
            case Granularity.Token when shape.CellSize > shape.PatchSize:
                return choice with { Granularity = Granularity.Cell, CellSize = shape.CellSize };
            case Granularity.Token or Granularity.Patch:
                return choice with { Granularity = Granularity.Token };
            case Granularity.Cell:
                return choice with
                {
                    CellSize = Within(
                        choice.CellSize ?? Math.Max(shape.CellSize, 2 * shape.PatchSize), Math.Max(shape.Width, shape.Height), "cell"),
                };
            case Granularity.Superpixel:
                int most = Math.Max(1, shape.PixelCount / SmallestSuperpixel);
                return choice with { Superpixels = Within(choice.Superpixels ?? Math.Min(Superpixels, most), most, "superpixels") };
            default:
                throw new BenchException(
                    $"A picture has no {choice.Granularity.ToString().ToLowerInvariant().TrimEnd('s')}s",
                    "granularity",
                    "Choose patch, cell or superpixel");
        }
    }

    /// <summary>The units, in order of their first pixel.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="choice">What <see cref="Of(PictureInput, UnitChoice)"/> gave.</param>
    /// <param name="isFixed">Whether the token at a place belongs to no unit.</param>
    public static ImmutableArray<Unit> Of(PictureInput picture, UnitChoice choice, Func<int, bool> isFixed)
    {
        PictureShape shape = picture.Shape;
        Func<int, int> label;
        switch (choice.Granularity)
        {
            case Granularity.Cell:
                int size = choice.CellSize!.Value;
                label = pixel => (pixel / shape.Width / size * shape.Width) + (pixel % shape.Width / size);
                break;
            case Granularity.Superpixel:
                int[] labels = Abstractions.Superpixels.Of(picture, choice.Superpixels!.Value);
                label = pixel => labels[pixel];
                break;
            default:
                label = shape.PlaceOf;
                break;
        }

        return [.. Enumerable.Range(0, shape.PixelCount)
            .Where(pixel => !isFixed(shape.PlaceOf(pixel)))
            .GroupBy(label)
            .Select(pixels => new Unit(default, [.. pixels.Select(shape.PlaceOf).Distinct().Order()]) { Area = [.. pixels] })];
    }

    /// <summary>What a part is called: row and column of a patch or cell, counted from 0, or the number of a superpixel.</summary>
    /// <param name="input">The picture.</param>
    /// <param name="unit">One of its units.</param>
    public static string NameOf(TokenizedText input, Unit unit)
    {
        int width = input.Picture!.Shape.Width, first = unit.Area[0];
        return input.Choice.Granularity switch
        {
            Granularity.Cell =>
                FormattableString.Invariant($"{first / width / input.Choice.CellSize},{first % width / input.Choice.CellSize}"),
            Granularity.Superpixel => FormattableString.Invariant($"{input.Units.IndexOf(unit)}"),
            _ => input.Tokens[unit.Positions[0]].Text,
        };
    }

    /// <summary>How many pixels of a unit lie in each of its patches, in order of its positions.</summary>
    /// <param name="shape">Size and patches.</param>
    /// <param name="unit">The unit.</param>
    public static int[] Parts(PictureShape shape, Unit unit)
    {
        int[] parts = new int[unit.Positions.Length];
        foreach (int pixel in unit.Area)
        {
            parts[unit.Positions.BinarySearch(shape.PlaceOf(pixel))]++;
        }

        return parts;
    }

    private static int Within(int value, int most, string option) => value >= 1 && value <= most
        ? value
        : throw new BenchException(FormattableString.Invariant($"{value} is not allowed"), option,
            FormattableString.Invariant($"Allowed for this picture: 1 to {most}"));
}
