using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>The weights of a folder: <c>model.safetensors</c>, or the parts that <c>model.safetensors.index.json</c> lists.</summary>
internal sealed class WeightFiles : IDisposable
{
    private const string SingleName = "model.safetensors";
    private const string IndexName = "model.safetensors.index.json";
    private readonly Dictionary<string, SafetensorsFile> _byTensor = new(StringComparer.Ordinal);
    private readonly List<SafetensorsFile> _files = [];

    private WeightFiles(string path) => Path = path;

    /// <summary>The file to name in messages: the weights or the index.</summary>
    public string Path { get; }

    /// <summary>The weight files, in ordinal order of their names.</summary>
    public IEnumerable<string> Paths => _files.Select(file => file.Path).Order(StringComparer.Ordinal);

    /// <summary>Names of all tensors.</summary>
    public IEnumerable<string> Names => _byTensor.Keys;

    /// <summary>The file that holds a tensor, or <see langword="null"/>.</summary>
    public SafetensorsFile? Find(string tensor) => _byTensor.GetValueOrDefault(tensor);

    /// <summary>Opens the weights of a folder.</summary>
    /// <exception cref="BenchException">There are none, or they are damaged.</exception>
    public static WeightFiles Open(string folder)
    {
        string single = System.IO.Path.Combine(folder, SingleName);
        string index = System.IO.Path.Combine(folder, IndexName);
        bool sharded = !File.Exists(single) && File.Exists(index);
        if (!sharded && !File.Exists(single))
        {
            throw Missing(folder, single);
        }

        var files = new WeightFiles(sharded ? index : single);
        try
        {
            if (sharded)
            {
                files.OpenParts(folder, index);
            }
            else
            {
                SafetensorsFile file = files.OpenPart(single);
                foreach (string tensor in file.Entries.Keys)
                {
                    files._byTensor.Add(tensor, file);
                }
            }

            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafetensorsFile file in _files)
        {
            file.Dispose();
        }
    }

    private static BenchException Missing(string folder, string single)
    {
        string[] pickled = ["pytorch_model.bin", "pytorch_model.bin.index.json"];
        return pickled.Any(name => File.Exists(System.IO.Path.Combine(folder, name)))
            ? new BenchException(
                $"There is only a pickled pytorch_model.bin, which can run code when read and is not supported; {SingleName} is expected",
                folder,
                "Convert it in Python: AutoModelForSequenceClassification.from_pretrained(folder).save_pretrained(folder, "
                    + "safe_serialization=True)")
            : new BenchException("The weights are missing", single, $"Put {SingleName} (or {IndexName} with its parts) there");
    }

    private SafetensorsFile OpenPart(string path)
    {
        SafetensorsFile file = SafetensorsFile.Open(path);
        _files.Add(file);
        return file;
    }

    private void OpenParts(string folder, string index)
    {
        JsonElement root = InputJson.ReadObject(index);
        if (!root.TryGetProperty("weight_map", out JsonElement map) || map.ValueKind != JsonValueKind.Object)
        {
            throw new BenchException("There is no object 'weight_map'", index, "Download the index again");
        }

        var parts = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        foreach (JsonProperty member in map.EnumerateObject())
        {
            string part = PartName(member, index);
            if (!parts.TryGetValue(part, out SafetensorsFile? file))
            {
                file = parts[part] = OpenPart(System.IO.Path.Combine(folder, part));
            }

            if (!file.Entries.ContainsKey(member.Name))
            {
                throw new BenchException(
                    $"The tensor '{member.Name}' is not in {part}, where the index expects it", index, "Download index and parts again");
            }

            _byTensor.Add(member.Name, file);
        }
    }

    // A part is a file beside the index: a path could lead anywhere on the machine.
    private static string PartName(JsonProperty member, string index)
    {
        string? part = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
        return part is not null && part.EndsWith(".safetensors", StringComparison.Ordinal) && part.AsSpan().IndexOfAny('/', '\\', ':') < 0
            ? part
            : throw new BenchException(
                $"The part of '{member.Name}' is no name of a .safetensors file in this folder", index, "Download the index again");
    }
}
