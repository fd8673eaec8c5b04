using Bench.Abstractions;

namespace Bench.Pictures;

/// <summary>
/// Reads <c>preprocessor_config.json</c> of the image processors of ViT, DeiT and Swin (transformers, models/vit and models/deit,
/// image_processing_*.py; Swin uses ViT's). What would change numbers and is not known is refused by name.
/// </summary>
public static class ProcessorFile
{
    /// <summary>Name of the file.</summary>
    public const string Name = "preprocessor_config.json";

    /// <summary>The longest edge that a picture is resized to, in pixels.</summary>
    public const int LongestEdge = 4096;

    // Named in the file, and without a say in what is computed.
    private static readonly string[] _idle =
    [
        "image_processor_type", "feature_extractor_type", "processor_class", "_processor_class", "_name_or_path", "return_tensors",
        "data_format",
        "input_data_format", "device", "default_to_square", "disable_grouping", "_valid_processor_keys", "do_convert_rgb", "_commit_hash",
        "image_seq_length", "model_input_names", "transformers_version", "auto_map",
    ];

    /// <summary>Reads the file of a model's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="BenchException">The file is missing, damaged, or says something that is not known.</exception>
    public static ProcessorSettings Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        var file = new ProcessorValues(path, InputJson.ReadObject(path));
        bool isDeit = Kind(file).StartsWith("DeiT", StringComparison.Ordinal);
        RefuseUnknown(file);

        bool crops = file.Flag("do_center_crop", isDeit);
        bool rescales = file.Flag("do_rescale", true);
        bool normalises = file.Flag("do_normalize", true);
        return new ProcessorSettings
        {
            Size = file.Flag("do_resize", true) ? file.Size("size") ?? Square(isDeit ? 256 : 224) : null,
            Resampling = file.Resampling("resample", isDeit ? Resampling.Bicubic : Resampling.Bilinear),
            Crop = crops ? Fixed(file, file.Size("crop_size") ?? Square(224)) : null,
            Scale = rescales ? file.Positive("rescale_factor", 1.0 / 255) : 1,
            Mean = normalises ? file.Channels("image_mean", 0.5f, float.IsFinite) : [0, 0, 0],
            Deviation = normalises ? file.Channels("image_std", 0.5f, value => value > 0 && float.IsFinite(value)) : [1, 1, 1],
        };
    }

    private static PictureSize Square(int edge) => new(edge, edge);

    private static PictureSize Fixed(ProcessorValues file, PictureSize size) => size.IsShortestEdge
        ? throw file.Error("crop_size", "A shortest edge is no size to cut out", "A height and a width are expected")
        : size;

    private static string Kind(ProcessorValues file)
    {
        string kind = file.Text("image_processor_type") ?? file.Text("feature_extractor_type") ?? "ViTImageProcessor";
        return kind is "ViTImageProcessor" or "ViTImageProcessorFast" or "ViTImageProcessorPil" or "ViTFeatureExtractor"
            or "DeiTImageProcessor" or "DeiTImageProcessorFast" or "DeiTImageProcessorPil" or "DeiTFeatureExtractor"
            ? kind
            : throw file.Error("image_processor_type", $"'{kind}' is not supported",
                "ViTImageProcessor and DeiTImageProcessor are, and what they were called before");
    }

    private static void RefuseUnknown(ProcessorValues file)
    {
        string[] known = ["do_resize", "size", "resample", "do_center_crop", "crop_size", "do_rescale", "rescale_factor", "do_normalize",
            "image_mean", "image_std"];
        foreach (string key in file.Keys.Except([.. known, .. _idle]))
        {
            if (!file.IsOff(key))
            {
                throw file.Error(key, "This setting is not known, and may change what the model sees", "Remove it if it changes nothing");
            }
        }
    }
}
