using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Cli;

/// <summary>
/// Reads ready values of a picture, as image processors of transformers give them: <c>pixel_values</c> [3][H][W], normalised, as an object
/// of its own or under <c>inputs</c>. All of it is untrusted.
/// </summary>
internal static class PixelsFile
{
    private const string Values = "pixel_values";

    /// <summary>The picture that the values are of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">What the model sees.</param>
    /// <exception cref="BenchException">The file is malformed, or not of the model's size.</exception>
    public static TokenizedText Read(string path, PictureShape shape)
    {
        JsonElement root = InputJson.Read(path);
        if (!Has(root, Values, out JsonElement planes)
            && !(Has(root, "inputs", out JsonElement inputs) && Has(inputs, Values, out planes)))
        {
            throw new BenchException(
                $"There is no array '{Values}'", path, "Give {\"pixel_values\": [[[…]]]}, the model's normalised values [3][H][W]");
        }

        var pixels = new List<float>(PictureShape.Channels * shape.PixelCount);
        foreach (JsonElement plane in List(planes, PictureShape.Channels, path, shape))
        {
            foreach (JsonElement row in List(plane, shape.Height, path, shape))
            {
                pixels.AddRange(List(row, shape.Width, path, shape).Select(value =>
                    value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
                        ? number
                        : throw Malformed(path, shape)));
            }
        }

        return TokenizedText.Of(new PictureInput { Shape = shape, Pixels = pixels.ToArray() });
    }

    private static bool Has(JsonElement item, string name, out JsonElement value)
    {
        value = default;
        return item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out value);
    }

    private static IEnumerable<JsonElement> List(JsonElement list, int count, string path, PictureShape shape) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == count ? list.EnumerateArray() : throw Malformed(path, shape);

    private static BenchException Malformed(string path, PictureShape shape) => new(
        FormattableString.Invariant($"'{Values}' is no list of {PictureShape.Channels} × {shape.Height} × {shape.Width} finite numbers"),
        path,
        "Give the values that the model's image processor makes of one picture, without a batch axis");
}
