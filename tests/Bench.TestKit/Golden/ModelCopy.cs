using System.Text.Json.Nodes;

namespace Bench.TestKit;

/// <summary>A copy of a model folder that a test may damage; deleted afterwards.</summary>
public sealed class ModelCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Copies a golden or shipped model.</summary>
    /// <param name="model">Its name, for example <c>bert-micro</c>.</param>
    public ModelCopy(string model)
        : this(new DirectoryInfo(Repository.Model(model)))
    {
    }

    /// <summary>Copies any model.</summary>
    /// <param name="folder">Its folder.</param>
    public ModelCopy(DirectoryInfo folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder.FullName))
        {
            System.IO.File.WriteAllBytes(File(Path.GetFileName(file)), System.IO.File.ReadAllBytes(file));
        }
    }

    /// <summary>The copy.</summary>
    public string Folder => _folder.Path;

    /// <summary>A path inside the copy.</summary>
    /// <param name="name">Name of a file.</param>
    public string File(string name) => _folder.File(name);

    /// <summary>Changes <c>config.json</c>.</summary>
    public ModelCopy Configure(Action<JsonObject> change)
    {
        JsonObject config = JsonNode.Parse(System.IO.File.ReadAllText(File("config.json")))!.AsObject();
        change(config);
        System.IO.File.WriteAllText(File("config.json"), config.ToJsonString());
        return this;
    }

    /// <summary>Changes <c>model.safetensors</c>.</summary>
    public ModelCopy Reweigh(Action<Dictionary<string, RawTensor>> change)
    {
        Dictionary<string, RawTensor> tensors = RawTensors.Read(File("model.safetensors"));
        change(tensors);
        System.IO.File.WriteAllBytes(File("model.safetensors"), RawTensors.Write(tensors));
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
