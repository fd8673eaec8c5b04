using Bench.Abstractions;
using Bench.Evaluation;
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
        foreach (FuzzFormat format in Datasets())
        {
            yield return format;
        }

        yield return new FuzzFormat("preprocessor", ProcessorFile.Name, [.. Files("vit-*.json"), .. Texts.Bytes(
            """{"image_processor_type":"DeiTImageProcessor","size":{"height":16,"width":12},"crop_size":8,"resample":3,"do_center_crop":true}""",
            """{"feature_extractor_type":"ViTFeatureExtractor","size":{"shortest_edge":9},"image_mean":[0.4,0.5,0.6],"image_std":0.5,"do_rescale":false}""")], Fit);
    }

    private static IEnumerable<FuzzFormat> Datasets()
    {
        yield return new FuzzFormat("picture-table", "labels.csv", Texts.Bytes(
            "id,image,mask,label,size\n1,a.png,a.png,cat,\"big, or so\"\n2,a.png,,,\n"), folder => Read("picture-table", folder))
        {
            Beside = Picture(),
        };
        yield return new FuzzFormat("coco", "annotations.json", Texts.Bytes(
            """{"images":[{"id":7,"file_name":"a.png","width":9,"height":7}],"categories":[{"id":1,"name":"cat"},{"id":2,"name":"dog"}],"annotations":[{"image_id":7,"category_id":1,"segmentation":[[0,0,4.5,0,4.5,5,0,5]]},{"image_id":7,"category_id":2,"segmentation":{"size":[7,9],"counts":[11,12,40]}},{"image_id":7,"category_id":2,"segmentation":{"size":[7,9],"counts":";<X1"}}]}"""),
            folder => Read("coco", folder))
        {
            Beside = Picture(),
        };
    }

    private static Dictionary<string, byte[]> Picture() => new() { ["a.png"] = File.ReadAllBytes(Path.Combine(_folder, "tiny.png")) };

    // A row that cannot be used is a row with a problem, and the file is read on.
    private static void Read(string format, string folder)
    {
        foreach (DatasetRow row in BuiltInDatasets.Catalog().Configure(ComponentSpec.Parse(format)).Instance.Rows(folder))
        {
            if (row.Problem is null)
            {
                row.Instance.Image!.Read(PictureFile.MostBytes);
            }
        }
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
