using System.Security.Cryptography;
using System.Text;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>
/// A Hugging Face model folder, opened and checked: configuration and weights. The weights are mapped into
/// memory, not copied; they are valid until the folder is disposed.
/// </summary>
public sealed class ModelFolder : IDisposable
{
    /// <summary>Name of the configuration file.</summary>
    public const string ConfigName = "config.json";

    private readonly WeightFiles _files;
    private readonly Lazy<string> _sha256;

    private ModelFolder(string path, string name, EncoderConfig config, EncoderWeights weights, WeightFiles files)
    {
        Path = path;
        Name = name;
        Config = config;
        Weights = weights;
        _files = files;
        _sha256 = new Lazy<string>(ComputeSha256);
    }

    /// <summary>Class names of the models that can be read.</summary>
    public static IReadOnlyList<string> SupportedArchitectures => Inference.SupportedArchitectures.Names;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The folder's own name; of a snapshot in the hub's cache, the repository's.</summary>
    public string Name { get; }

    /// <summary>What <c>config.json</c> says.</summary>
    public EncoderConfig Config { get; }

    /// <summary>The weights.</summary>
    public EncoderWeights Weights { get; }

    /// <summary>The weight files, in ordinal order.</summary>
    public IReadOnlyList<string> WeightPaths => [.. _files.Paths];

    /// <summary>
    /// SHA-256 of the weights in lower-case hexadecimal, computed when first asked for. For one file it is the file's; for several
    /// it is that of the lines <c>sha256sum</c> would print for them (hash, two spaces, name, line feed).
    /// </summary>
    public string Sha256 => _sha256.Value;

    /// <summary>Opens a folder and checks that its parts fit each other.</summary>
    /// <param name="path">Folder with <c>config.json</c> and <c>model.safetensors</c> (or its index and parts).</param>
    /// <exception cref="BenchException">Something is missing, damaged, unsupported or contradictory.</exception>
    public static ModelFolder Open(string path)
    {
        string configPath = System.IO.Path.Combine(path, ConfigName);
        if (!Directory.Exists(path))
        {
            throw new BenchException("There is no such folder", path, "Name a folder with config.json and model.safetensors");
        }

        if (!File.Exists(configPath))
        {
            throw MissingConfiguration(path, configPath);
        }

        var configFile = new ConfigFile(configPath);
        UserHead? head = UserHead.Read(path);
        (string architectureName, IArchitecture architecture) = Inference.SupportedArchitectures.Find(configFile, head);
        EncoderConfig config = WithHead(path, configFile, architecture.ReadConfig(architectureName, configFile), head);
        VocabularyFiles.RequireFit(path, config);
        WeightFiles files = WeightFiles.Open(path);
        try
        {
            var reader = new WeightReader(files);
            EncoderWeights weights = architecture.ReadWeights(config, configFile, reader);
            reader.RequireNoFurtherLayers();
            if (config.Labels.IsEmpty)
            {
                config = configFile.WithOutputs(config, ConfigParts.NumberedLabels(weights.Head.Output.Outputs));
            }

            string name = HubSnapshot.Of(path)?.Name
                ?? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
            return new ModelFolder(path, name, config, weights, files);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private static EncoderConfig WithHead(string folder, ConfigFile file, EncoderConfig config, UserHead? head)
    {
        config = head is null ? config : config with { Pooling = head.Pooling, UserHead = head.Tensor };
        return config.PredictsTokens
            ? config with { Labels = TokenLabels.Read(folder, config), OutputActivation = OutputActivation.Softmax }
            : file.WithOutputs(config, file.Labels());
    }

    /// <summary>
    /// The longest row a folder's model takes, in tokens; <see langword="null"/> where there is no <c>config.json</c> or no core computes
    /// such a model. Weights are not needed.
    /// </summary>
    /// <param name="path">Folder of a tokenizer, or of a model.</param>
    /// <exception cref="BenchException">The configuration is damaged or contradictory.</exception>
    public static int? LongestRow(string path)
    {
        string configPath = System.IO.Path.Combine(path, "config.json");
        if (!File.Exists(configPath))
        {
            return null;
        }

        var file = new ConfigFile(configPath);
        UserHead? head = UserHead.Read(path);
        bool isKnown = head?.Tensor is not null || file.Texts("architectures").Any(name => SupportedArchitectures.Contains(name));
        return isKnown && Inference.SupportedArchitectures.Find(file, head) is var (name, architecture)
            ? architecture.ReadConfig(name, file).MaxLength
            : null;
    }

    /// <summary>The files of a folder, beside its weights and tokenizer, that decide what the model computes.</summary>
    /// <param name="path">The model's folder.</param>
    public static IReadOnlyList<string> SettingFiles(string path) =>
        File.Exists(System.IO.Path.Combine(path, UserHead.FileName)) ? [ConfigName, UserHead.FileName] : [ConfigName];

    /// <summary>Unmaps the weight files; the memory in <see cref="Weights"/> must no longer be used.</summary>
    public void Dispose() => _files.Dispose();

    private static BenchException MissingConfiguration(string folder, string configPath)
    {
        const string Adapter = "adapter_config.json";
        return File.Exists(System.IO.Path.Combine(folder, Adapter))
            ? new BenchException(
                $"This folder holds an adapter ({Adapter}), not a model: its weights are a change to those of a base model",
                folder,
                "Merge the two in Python: "
                    + "AutoPeftModelForSequenceClassification.from_pretrained(folder).merge_and_unload().save_pretrained(merged), "
                    + "and the tokenizer's files beside them")
            : new BenchException("The model's configuration is missing", configPath, "Put the model's config.json there");
    }

    private string ComputeSha256()
    {
        (string Name, string Hash)[] hashes = [.. _files.Paths.Select(path => (System.IO.Path.GetFileName(path), HashFile(path)))];
        return hashes.Length == 1
            ? hashes[0].Hash
            : Convert.ToHexStringLower(SHA256.HashData(
                Encoding.UTF8.GetBytes(string.Concat(hashes.Select(part => $"{part.Hash}  {part.Name}\n")))));
    }

    private static string HashFile(string path)
    {
        using FileStream stream = InputFile.Open(path, InputFile.Unlimited);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
