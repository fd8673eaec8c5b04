using System.Text.Json;
using Bench.Abstractions;

namespace Bench.Hub;

/// <summary>
/// Which files of a repository a model is read from: configuration, tokenizer and safetensors; never pickles, never code.
/// </summary>
internal static class ModelFiles
{
    /// <summary>The configuration, without which there is no model.</summary>
    public const string Config = "config.json";

    /// <summary>The weights, where they are one file.</summary>
    public const string Weights = "model.safetensors";

    /// <summary>The list of the weights' parts, where they are several.</summary>
    public const string Index = "model.safetensors.index.json";

    private const string Extension = ".safetensors";

    private static readonly string[] _tokenizers =
        ["tokenizer.json", "vocab.txt", "vocab.json", "spiece.model", "spm.model", "sentencepiece.bpe.model", "tokenizer.model",
            "bpe.codes"];

    private static readonly string[] _small =
    [
        Config, "bench.yaml", "adapter_config.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "merges.txt",
        "preprocessor_config.json", .. _tokenizers,
    ];

    /// <summary>The files that are read besides the weights.</summary>
    /// <param name="files">What the repository has.</param>
    public static IEnumerable<string> Small(IReadOnlyList<string> files) => _small.Where(files.Contains);

    /// <summary>Whether a repository has what a tokenizer is read from.</summary>
    /// <param name="files">What the repository has.</param>
    public static bool HasTokenizer(IReadOnlyList<string> files) => _tokenizers.Any(files.Contains);

    /// <summary>The file of the weights, or the list of their parts.</summary>
    /// <param name="id">The repository, for messages.</param>
    /// <param name="files">What it has.</param>
    /// <exception cref="BenchException">It has none, or no configuration.</exception>
    public static string WeightsOf(HubId id, IReadOnlyList<string> files)
    {
        if (files.Contains(Config))
        {
            return files.Contains(Weights) ? Weights
                : files.Contains(Index) ? Index
                : throw NoWeights(id, files);
        }

        throw new BenchException(
            files.Contains("adapter_config.json")
                ? "The repository holds an adapter (adapter_config.json), not a model: its weights are a change to those of a base model"
                : $"The repository has no {Config}",
            id.ToString(),
            files.Contains("adapter_config.json")
                ? "Merge the two in Python with peft's merge_and_unload, save the result, and give its folder"
                : "Name a repository of a transformers model");
    }

    /// <summary>The parts that a list names.</summary>
    /// <param name="index">The list's file.</param>
    /// <exception cref="BenchException">It is no such list.</exception>
    public static IReadOnlyList<string> Parts(string index)
    {
        JsonElement root = InputJson.ReadObject(index);
        string[] parts = root.TryGetProperty("weight_map", out JsonElement map) && map.ValueKind == JsonValueKind.Object
            ? [.. map.EnumerateObject().Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : "")
                .Distinct()]
            : [];
        return parts.Length > 0
            && parts.All(part => part.EndsWith(Extension, StringComparison.Ordinal) && !part.Contains('/', StringComparison.Ordinal)
            && RepositoryListing.IsSafe(part))
            ? parts
            : throw new BenchException("The list of the weights' parts names no parts, or something that is no .safetensors file", index,
                "Tell the model's authors");
    }

    /// <summary>What a snapshot lacks to be read as a model, or <see langword="null"/>.</summary>
    /// <param name="snapshot">Its folder.</param>
    /// <param name="areWeightsNeeded">Whether it is to compute; else its tokenizer will do.</param>
    public static string? Missing(string snapshot, bool areWeightsNeeded)
    {
        bool Has(string name) => File.Exists(Path.Combine(snapshot, name));
        return areWeightsNeeded && !Has(Config) ? Config
            : !_tokenizers.Any(Has) ? "a tokenizer's file"
            : !areWeightsNeeded || Has(Weights) ? null
            : !Has(Index) ? Weights
            : Parts(Path.Combine(snapshot, Index)).FirstOrDefault(part => !Has(part));
    }

    private static BenchException NoWeights(HubId id, IReadOnlyList<string> files)
    {
        string[] others = [.. files.Where(file => !file.Contains('/', StringComparison.Ordinal)
            && (file.EndsWith(".bin", StringComparison.Ordinal) || file.EndsWith(".h5", StringComparison.Ordinal)
                || file.EndsWith(".msgpack", StringComparison.Ordinal) || file.EndsWith(Extension, StringComparison.Ordinal))).Take(4)];
        return new BenchException(
            $"The repository has no {Weights}{(others.Length > 0 ? $", only {string.Join(", ", others)}" : "")}; pickled weights can run "
                + "code when read and are never loaded",
            id.ToString(),
            "Convert it in Python: AutoModelForSequenceClassification.from_pretrained(name).save_pretrained(folder), the tokenizer "
                + "likewise, and give the folder; "
                + "or see whether the revision @refs/pr/1 is the hub's own conversion");
    }
}
