using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>What <c>config.json</c> and <c>preprocessor_config.json</c> say of the pictures that a model sees.</summary>
internal static class PictureConfig
{
    private const string ProcessorName = "preprocessor_config.json";
    private const string SizeKey = "image_size";

    // More than any model takes; a larger number is a damaged or hostile file.
    private const int MostPixels = 1 << 14;
    private const int MostPatches = 1 << 17;

    /// <summary>
    /// The pictures that the model sees: of the size that its processor makes, or else of the one that it was trained with.
    /// </summary>
    /// <param name="config">The model's file; the processor's lies beside it.</param>
    /// <param name="patch">Edge of a patch where the file says none.</param>
    /// <param name="special">Names of the tokens before the patches.</param>
    /// <exception cref="BenchException">Pictures have no three channels, or patches do not fit them.</exception>
    public static PictureShape Read(ConfigFile config, int patch, params ImmutableArray<string> special)
    {
        config.RefuseUnless("num_channels", PictureShape.Channels, "Another number of channels");
        (int patchHeight, int patchWidth) = Size(config, "patch_size", patch);
        (int height, int width) = Wanted(config) ?? Trained(config);
        return patchHeight != patchWidth
            ? throw config.Error("patch_size", "Patches that are no squares are not supported", "Use a model of square patches")
            : height % patchHeight != 0 || width % patchWidth != 0
            ? throw config.Error(
                SizeKey,
                FormattableString.Invariant($"A picture of {width} × {height} pixels has no whole patches of {patchHeight}"),
                "Give a size in preprocessor_config.json that is a multiple of it")
            : height / patchHeight * (width / patchWidth) > MostPatches
            ? throw config.Error(
                SizeKey,
                FormattableString.Invariant($"A picture of {width} × {height} pixels has more than {MostPatches} patches of {patchHeight}"),
                "Take smaller pictures")
            : new PictureShape(width, height, patchWidth) { SpecialTokens = special };
    }

    /// <summary>Height and width that the model was trained with.</summary>
    public static (int Height, int Width) Trained(ConfigFile config) => Size(config, SizeKey, 224);

    // What the processor cuts out, or else resizes to; null where that is not said, or depends on the picture. Whoever reads pictures
    // checks the rest of the file.
    private static (int Height, int Width)? Wanted(ConfigFile config)
    {
        string path = Path.Combine(Path.GetDirectoryName(config.Path) ?? "", ProcessorName);
        if (!File.Exists(path))
        {
            return null;
        }

        var file = new ConfigFile(path);
        string key = file.Flag("do_center_crop", file.Has("crop_size")) && file.Has("crop_size") ? "crop_size" : "size";
        return file.Find(key) switch
        {
            { ValueKind: JsonValueKind.Object } when file.Section(key)!.Has("height") && file.Section(key)!.Has("width") =>
                (file.Section(key)!.Size("height", MostPixels), file.Section(key)!.Size("width", MostPixels)),
            { ValueKind: JsonValueKind.Number } => (file.Size(key, MostPixels), file.Size(key, MostPixels)),
            _ => null,
        };
    }

    // A number, or a list of height and width.
    private static (int Height, int Width) Size(ConfigFile config, string key, int fallback)
    {
        if (config.Find(key) is not { ValueKind: JsonValueKind.Array } list)
        {
            int edge = config.WholeNumber(key, 1, MostPixels, fallback);
            return (edge, edge);
        }

        int[] sizes =
            [.. list.EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int size) ? size : 0)];
        return sizes is [> 0 and <= MostPixels, > 0 and <= MostPixels]
            ? (sizes[0], sizes[1])
            : throw config.Error(
                key, "The list is not allowed", FormattableString.Invariant($"Height and width from 1 to {MostPixels} are expected"));
    }
}
