using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Reads a folder with a folder of pictures for every class, as torchvision's ImageFolder and the Hugging Face hub's imagefolder have it.
/// The id of a picture is its path.
/// </summary>
public sealed class PictureFolderReader : IDatasetReader
{
    private static readonly string[] _extensions = [".png", ".jpg", ".jpeg", ".webp"];

    /// <summary>Name and description.</summary>
    public static DatasetDescriptor Descriptor { get; } = new(
        "picture-folder",
        "A folder with a folder of pictures for every class, whose name is the label");

    /// <inheritdoc/>
    public IEnumerable<Instance> Read(string path) => Rows(path).Select(row => row.Instance);

    /// <inheritdoc/>
    public IEnumerable<DatasetRow> Rows(string path)
    {
        string[] classes = Directory.Exists(path) ? [.. Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)] : [];
        if (classes.Length == 0)
        {
            throw new BenchException("The folder holds no folders of classes", path, "Name the folder that holds CLASS/picture.png");
        }

        foreach (string folder in classes)
        {
            string label = Path.GetFileName(folder);
            foreach (string file in Directory.EnumerateFiles(folder).Where(IsPicture).Order(StringComparer.Ordinal))
            {
                string name = $"{label}/{Path.GetFileName(file)}";
                yield return DatasetRow.Of(() => new Instance
                {
                    Id = name,
                    Text = "",
                    Image = DataFile.In(path, name, file),
                    Label = label,
                    Source = file,
                });
            }
        }
    }

    private static bool IsPicture(string file) => _extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
