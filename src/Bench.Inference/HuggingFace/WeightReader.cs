using System.Text.RegularExpressions;
using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Finds tensors by name and checks them: shapes against the configuration, values for being numbers.</summary>
/// <param name="files">The weight files.</param>
internal sealed partial class WeightReader(WeightFiles files)
{
    private const string FromConfig = "as config.json has it";

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>
    /// Refuses layers that the weights have beyond those that were read: a configuration of fewer layers is that of another model. Other
    /// tensors that no part asks for, of heads for other tasks or of fixed positions, change no number.
    /// </summary>
    /// <exception cref="BenchException">There are such layers.</exception>
    public void RequireNoFurtherLayers()
    {
        HashSet<string> kinds = [.. _read.Select(Kind)];
        string[] left =
            [.. files.Names.Where(name => !_read.Contains(name) && Kind(name) != name && kinds.Contains(Kind(name)))
                .Order(StringComparer.Ordinal)];
        if (left.Length > 0)
        {
            throw new BenchException(
                $"The weights have more layers than config.json: {left.Length} tensors would be ignored, such as '{left[0]}' and "
                    + $"'{left[^1]}'",
                files.Path,
                "Weights and config.json must belong to the same model; take both from one source");
        }
    }

    /// <summary>A linear map, with bias unless said otherwise.</summary>
    public Linear Linear(string name, int inputs, int outputs, bool biased = true) =>
        new(Read($"{name}.weight", FromConfig, outputs, inputs), biased ? Read($"{name}.bias", FromConfig, outputs) : Zeros(outputs));

    /// <summary>A normalisation; checkpoints converted from TensorFlow call its parameters gamma and beta.</summary>
    public LayerNorm Norm(string name, int width, bool shifted = true) => new(
        Read(OldOrNew($"{name}.weight", $"{name}.gamma"), FromConfig, width),
        shifted ? Read(OldOrNew($"{name}.bias", $"{name}.beta"), FromConfig, width) : Zeros(width));

    /// <summary>A linear map with bias that is stored transposed [inputs, outputs], as GPT-2 has it.</summary>
    public Linear Transposed(string name, int inputs, int outputs)
    {
        ReadOnlySpan<float> stored = Read($"{name}.weight", FromConfig, inputs, outputs).Span;
        float[] weight = new float[stored.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            weight[(i % outputs * inputs) + (i / outputs)] = stored[i];
        }

        return new Linear(new Tensor(weight, new Shape(outputs, inputs)), Read($"{name}.bias", FromConfig, outputs));
    }

    /// <summary>A tensor of any kind.</summary>
    public Tensor Tensor(string name, params ReadOnlySpan<int> shape) => Read(name, FromConfig, shape);

    /// <summary>Whether there is a tensor.</summary>
    public bool Has(string name) => files.Find(Found(name)) is not null;

    /// <summary>Zeros, for what a model does not have.</summary>
    public static Tensor Zeros(int width) => new(new float[width], new Shape(width));

    /// <summary>The word embeddings.</summary>
    public Tensor Words(string name, EncoderConfig config) => Read(
        $"{name}.weight", "as vocab_size and the embedding size of config.json have it", config.VocabularySize, config.EmbeddingSize);

    /// <summary>The position embeddings.</summary>
    public Tensor Positions(string name, EncoderConfig config) => Read(
        $"{name}.weight",
        "as max_position_embeddings and the embedding size of config.json have it",
        config.MaxPositions,
        config.EmbeddingSize);

    /// <summary>The token-type embeddings.</summary>
    public Tensor Types(string name, EncoderConfig config) => Read(
        $"{name}.weight",
        "as type_vocab_size and the embedding size of config.json have it",
        config.TypeVocabularySize,
        config.EmbeddingSize);

    /// <summary>The map to the logits, one output per label, or as many as there are where no labels are known.</summary>
    public Linear Classifier(string name, EncoderConfig config, bool biased = true)
    {
        const string FromLabels = "one output per label of id2label in config.json";
        string weight = Found($"{name}.weight");
        if (files.Find(weight) is null)
        {
            throw new BenchException(
                $"The tensor '{weight}' is missing, so the head would be untrained",
                files.Path,
                $"{NearMatches.Suggest(weight, files.Names)}Use a model that was fine-tuned for the class that config.json names");
        }

        int outputs = config.Labels.IsEmpty && files.Find(weight)?.Entries[weight].Shape is [var rows, ..] && rows <= int.MaxValue
            ? (int)rows
            : Math.Max(1, config.Labels.Length);
        return new Linear(
            Read(weight, FromLabels, outputs, config.HiddenSize), biased ? Read($"{name}.bias", FromLabels, outputs) : Zeros(outputs));
    }

    // A name with its numbers taken out: what stands for the same part of every layer.
    private static string Kind(string name) => Number().Replace(name, ".#.");

    private string OldOrNew(string name, string old) => files.Find(Found(name)) is null && files.Find(Found(old)) is not null ? old : name;

    // The base model stands under its own name, under that of a wrapper, or bare.
    private string Found(string name)
    {
        string bare = name[(name.IndexOf('.') + 1)..];
        string[] spellings = [name, bare, $"model.{name}", $"module.{name}", $"transformer.{bare}"];
        string[] wrapped = bare.Count(unit => unit == '.') < 2
            ? []
            : [.. files.Names.Where(other => other.EndsWith($".{bare}", StringComparison.Ordinal))];
        return Array.Find(spellings, spelling => files.Find(spelling) is not null) ?? (wrapped is [string only] ? only : name);
    }

    private Tensor Read(string asked, string why, params ReadOnlySpan<int> shape)
    {
        string name = Found(asked);
        SafetensorsFile file = files.Find(name) ?? throw new BenchException(
            $"The tensor '{name}' is missing",
            files.Path,
            $"{NearMatches.Suggest(name, files.Names)}Weights and config.json must belong to the same model");
        TensorEntry entry = file.Entries[name];
        var expected = new Shape(shape);
        bool same = entry.Shape.Length == expected.Rank;
        for (int axis = 0; same && axis < expected.Rank; axis++)
        {
            same = entry.Shape[axis] == expected[axis];
        }

        _read.Add(name);
        return same
            ? new Tensor(FiniteWeights.Require(file.Read(name), name, file.Path), expected)
            : throw new BenchException(
                $"The tensor '{name}' has shape [{string.Join(", ", entry.Shape)}], but {expected} is expected, {why}",
                file.Path,
                "Weights and config.json must belong to the same model; take both from one source");
    }

    [GeneratedRegex(@"\.[0-9]+\.")]
    private static partial Regex Number();
}
