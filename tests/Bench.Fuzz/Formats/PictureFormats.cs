using Bench.Pictures;
using Bench.TestKit;

namespace Bench.Fuzz;

/// <summary>Pictures, and what is done to them before a model sees them.</summary>
internal static class PictureFormats
{
    private static readonly string _folder = Path.Combine(Repository.Golden, "images");

    public static IEnumerable<FuzzFormat> All()
    {
        yield return new FuzzFormat("picture-png", "picture", [.. Files("*.png")], Decode);
        yield return new FuzzFormat("picture-jpeg", "picture", [.. Files("*.jpg")], Decode);
        yield return new FuzzFormat("preprocessor", ProcessorFile.Name, [.. Files("vit-*.json"), .. Texts.Bytes(
            """{"image_processor_type":"DeiTImageProcessor","size":{"height":16,"width":12},"crop_size":8,"resample":3,"do_center_crop":true}""",
            """{"feature_extractor_type":"ViTFeatureExtractor","size":{"shortest_edge":9},"image_mean":[0.4,0.5,0.6],"image_std":0.5,"do_rescale":false}""")], Fit);
    }

    private static IEnumerable<byte[]> Files(string pattern) =>
        Directory.EnumerateFiles(_folder, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private static void Decode(string folder) => PictureFile.Read(Path.Combine(folder, "picture"));

    private static void Fit(string folder)
    {
        ProcessorSettings settings = ProcessorFile.Read(folder);
        settings.Normalise(settings.Fit(RgbImage.Black(17, 11), "picture"));
    }
}
