using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads annotations of objects in the form of COCO (Lin et al. 2014): <c>images</c>, <c>categories</c> and <c>annotations</c> whose
/// <c>segmentation</c> is polygons or run lengths. A picture is a row for every category that it shows: the label is the category's name,
/// the mask all of its objects.
/// </summary>
/// <param name="options">Options.</param>
public sealed class CocoReader(CocoOptions options) : IDatasetReader
{
    private const string Remedy = "Write it as COCO's instances_*.json is written";

    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "coco",
        "A folder of pictures with annotations of objects as COCO has them: polygons and run lengths");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        string file = Path.Combine(path, options.Annotations);
        JsonElement root = InputJson.ReadObject(file);
        Dictionary<long, JsonElement> images = ById(root, "images", file);
        var names = ById(root, "categories", file).ToDictionary(category => category.Key, category => Text(category.Value, "name", file));
        foreach (var objects in List(root, "annotations", file)
            .GroupBy(one => (Image: Number(one, "image_id", file), Category: Number(one, "category_id", file))))
        {
            JsonElement[] all = [.. objects];
            string where = FormattableString.Invariant($"{file}: image {objects.Key.Image}, category {objects.Key.Category}");
            yield return DatasetRow.Of(() => ToInstance(path, images, names, objects.Key, all, where));
        }
    }

    private Instance ToInstance(
        string folder, Dictionary<long, JsonElement> images, Dictionary<long, string> names, (long Image, long Category) key,
        JsonElement[] objects, string where)
    {
        if (!images.TryGetValue(key.Image, out JsonElement image) || !names.TryGetValue(key.Category, out string? name))
        {
            throw new BenchException("The annotation's picture or category is not described", where, Remedy);
        }

        (int width, int height) = (Size(image, "width", where), Size(image, "height", where));
        CocoMask.RequireSize(width, height, where);
        bool[] marked = new bool[width * height];
        foreach (JsonElement one in objects)
        {
            CocoMask.Add(
                marked, width, height, one.TryGetProperty("segmentation", out JsonElement segmentation) ? segmentation : default, where);
        }

        return new Instance
        {
            Id = FormattableString.Invariant($"{key.Image}/{name}"),
            Text = "",
            Image = DataFile.In(Path.Combine(folder, options.Images), Text(image, "file_name", where), where),
            Mask = new PictureMask { Width = width, Height = height, Pixels = [.. marked] },
            Label = name,
            Source = where,
        };
    }

    private static Dictionary<long, JsonElement> ById(JsonElement root, string key, string where)
    {
        var items = new Dictionary<long, JsonElement>();
        foreach (JsonElement item in List(root, key, where))
        {
            long id = Number(item, "id", where);
            if (!items.TryAdd(id, item))
            {
                throw new BenchException($"The id {id} comes twice under '{key}'", where, "Give every one an id of its own");
            }
        }

        return items;
    }

    private static IEnumerable<JsonElement> List(JsonElement root, string key, string where) =>
        root.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? list.EnumerateArray()
            : throw new BenchException($"There is no list '{key}' of objects", where, Remedy);

    private static long Number(JsonElement item, string key, string where) =>
        item.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : throw new BenchException($"There is no whole number '{key}'", where, Remedy);

    private static int Size(JsonElement item, string key, string where) => Number(item, key, where) is > 0 and <= int.MaxValue and var size
        ? (int)size
        : throw new BenchException($"'{key}' is no size", where, Remedy);

    private static string Text(JsonElement item, string key, string where) =>
        item.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new BenchException($"There is no text '{key}'", where, Remedy);
}
