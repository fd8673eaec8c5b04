using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Bench.Abstractions;
using Xunit;

namespace Bench.TestKit;

/// <summary>The cases of <c>tests/golden/tasks</c>: one model of any architecture and task, with the numbers of transformers.</summary>
public static class GoldenTask
{
    private static readonly string _root = Path.Combine(Repository.Golden, "tasks");

    private static readonly ConcurrentDictionary<string, Lazy<ReferenceEncoder>> _references = new();

    /// <summary>The folder of a model.</summary>
    /// <param name="model">Its name.</param>
    public static string Model(string model) => Path.Combine(_root, "models", model);

    /// <summary>The file of a model's cases.</summary>
    /// <param name="model">Its name.</param>
    public static string CaseFile(string model) => Path.Combine(_root, "cases", $"{model}.json");

    /// <summary>The reference implementation of a model; read once.</summary>
    /// <param name="model">Its name.</param>
    public static ReferenceEncoder Reference(string model) =>
        _references.GetOrAdd(model, name => new Lazy<ReferenceEncoder>(() => ReferenceEncoder.Load(Model(name)))).Value;

    /// <summary>The cases of a model.</summary>
    /// <param name="model">Its name.</param>
    public static ImmutableArray<GoldenTaskCase> Cases(string model)
    {
        JsonElement root = GoldenJson.Read(CaseFile(model));
        return [.. root.At("cases").EnumerateArray().Select(element => new GoldenTaskCase(model, element))];
    }

    /// <summary>Names of all models of texts.</summary>
    public static TheoryData<string> All => [.. Names.Where(name => !IsOfPictures(name))];

    /// <summary>Names of all models of pictures; their cases are <see cref="GoldenPicture"/>s.</summary>
    public static TheoryData<string> Pictures => [.. Names.Where(IsOfPictures)];

    private static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Path.Combine(_root, "models")).Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal);

    private static bool IsOfPictures(string name) =>
        File.ReadAllText(Path.Combine(Model(name), "config.json")).Contains("ForImageClassification", StringComparison.Ordinal);
}

/// <summary>One input of a model.</summary>
/// <param name="model">The model's name.</param>
/// <param name="root">The case.</param>
public sealed class GoldenTaskCase(string model, JsonElement root)
{
    /// <summary>Name of the model and the case.</summary>
    public string Name { get; } = $"{model}/{root.At("case").GetString()}";

    /// <summary>The row.</summary>
    public InputRow Row { get; } = new()
    {
        TokenIds = root.At("inputs", "input_ids").Integers(),
        TypeIds = root.At("inputs").Maybe("token_type_ids")?.Integers() ?? default,
    };

    /// <summary>Logits, of all positions one after another where the task answers per token.</summary>
    public double[] Logits { get; } = root.At("logits").Doubles();

    /// <summary>
    /// The rows whose logits are <see cref="Logits"/>: the row, or for a language model, which answers for the last position, the row as
    /// far as each position.
    /// </summary>
    /// <param name="info">The model.</param>
    public InputRow[] RowsOf(ModelInfo info) => info.Head == HeadKind.Sequence && Logits.Length > info.Labels.Count
        ? [.. Enumerable.Range(1, Row.Length).Select(count => new InputRow { TokenIds = Row.TokenIds[..count] })]
        : [Row];

    /// <summary>Attention maps [L, H, n, n], or <see langword="null"/>.</summary>
    public double[]? Attentions { get; } = root.Maybe("attentions")?.Doubles();

    /// <summary>Sums of the word embeddings over the width.</summary>
    public double[] WordSums { get; } = root.At("word_embeddings_sum").Doubles();

    /// <summary>The explained numbers.</summary>
    public ImmutableArray<GoldenTaskTarget> Targets { get; } =
        [.. root.At("targets").EnumerateArray().Select(target => new GoldenTaskTarget(target))];
}

/// <summary>One explained number of a case.</summary>
/// <param name="root">The target.</param>
public sealed class GoldenTaskTarget(JsonElement root)
{
    /// <summary>What is explained, as a core is asked for it.</summary>
    public Target Target { get; } = Of(root.At("target"));

    /// <summary>The number.</summary>
    public double Value { get; } = root.At("value").GetDouble();

    /// <summary>Norms of the gradients; one list for each use of a token.</summary>
    public ImmutableArray<double[]> Norms { get; } = [.. root.At("saliency_l2").EnumerateArray().Select(use => use.Doubles())];

    /// <summary>Gradients times embeddings; one list for each use of a token.</summary>
    public ImmutableArray<double[]> Products { get; } = [.. root.At("gradient_x_input").EnumerateArray().Select(use => use.Doubles())];

    /// <summary>The ids that Integrated Gradients starts from, or <see langword="null"/>.</summary>
    public int[]? BaselineIds { get; } = root.Maybe("integrated_gradients")?.At("baseline_ids").Integers();

    /// <summary>Integrated Gradients, or <see langword="null"/>.</summary>
    public double[]? IntegratedGradients { get; } = root.Maybe("integrated_gradients")?.At("scores").Doubles();

    private static Target Of(JsonElement target) => target.At("kind").GetString() switch
    {
        "start" => new Target(0, target.At("position").GetInt32()),
        "end" => new Target(1, target.At("position").GetInt32()),
        "next-token" => new Target(target.At("index").GetInt32()),
        _ => new Target(target.At("index").GetInt32(), target.Maybe("position")?.GetInt32()),
    };
}
